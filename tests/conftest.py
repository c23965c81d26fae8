"""What every test stands on. Data comes from each package's factories, not from here."""

from collections.abc import Generator, Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests import pristine


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


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Start from the database that an earlier run made of the same migrations, where there is one."""
    found = pristine.template()
    if found and found.exists():
        pristine.prepare(found)
        return True
    return bool(request.config.getoption("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Remember what migrations made, for after the tests that commit."""
    with django_db_blocker.unblock():
        pristine.keep(pristine.template())
    yield
    with django_db_blocker.unblock():
        pristine.end_other_sessions()


@pytest.fixture(scope="session")
def _server() -> Iterator[str]:
    from config.asgi import application
    from tests.servers import Daphne

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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Give back what migrations put into the database when a test's own transactions emptied it.

    Otherwise the next test, in whatever order they come to this process, would find no page and no language. After the
    last one the test database is gone already: the connection would lead to the real one, which is nobody's to empty.
    """
    yield
    if nextitem is not None and _commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            pristine.give_back()


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    by_marker = bool(marker and marker.kwargs.get("transaction"))
    return by_marker or bool({"transactional_db", "live_site", "live_server"} & set(getattr(item, "fixturenames", ())))
