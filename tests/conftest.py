"""What every test stands on. Data comes from each package's factories, not from here."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests import pristine, remembered


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave what is long and the same on every engine to the longer of the two runs."""
    if "long" in item.keywords and not {"DATABASE_URL", "LONG", "SCREENSHOTS"} & os.environ.keys():
        pytest.skip("asked by make test-services, or with LONG=1")


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """No test sees what another left in the cache (rate limits, signs of life, settings)."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _fresh_language() -> Iterator[None]:
    """No test goes on in the language of the last page that another asked for."""
    translation.deactivate()
    yield
    translation.deactivate()


class _Nothing:
    """A task that is asked for and never done."""

    @staticmethod
    def enqueue(*_: object) -> None:
        """Let it be."""


@pytest.fixture(autouse=True)
def _indexes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write Wagtail's indexes only where they are read: each page made costs twice as much with them."""
    if "indexed" not in request.keywords:
        monkeypatch.setattr("modelsearch.signal_handlers.insert_or_update_object_task", _Nothing)
        monkeypatch.setattr("wagtail.search.index.insert_or_update_object", lambda _instance: None)
        monkeypatch.setattr(remembered, "with_indexes", False)
        monkeypatch.setattr("wagtail.signal_handlers.update_reference_index_task", _Nothing)


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> bool:
    """Start from the database that an earlier run made of the same migrations, where there is one."""
    with django_db_blocker.unblock():
        return pristine.start_from_kept() or bool(request.config.getoption("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Remember what migrations made, and give it back after the tests that commit.

    Django would empty every table and fill in new rights and content types: slow, and the next test, in whatever order
    they come to this process, would find no page and no language.
    """
    with django_db_blocker.unblock():
        pristine.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", pristine.give_back)
        yield
    with django_db_blocker.unblock():
        pristine.end_other_sessions()


@pytest.fixture(scope="session")
def _server() -> Iterator[str]:
    from config.asgi import application, views
    from tests.servers import Daphne

    # What one test looked at is not written while another runs.
    views.gatherer.every = 24 * 3600
    server = Daphne(application)
    server.start()
    yield server.address
    server.stop()


@pytest.fixture
def live_site(transactional_db: None, _server: str) -> str:
    """The address of the whole site on a real server, sharing this test's database, mail box and cache."""
    from config.asgi import page_cache

    page_cache.clear()
    return _server
