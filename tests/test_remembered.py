"""What is remembered leaves the rows of the deed itself, which is done anew where they would not fit."""

import pytest
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Locale, Site

from home.website.models import StandardPage
from tests import remembered
from tests.home import factories as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def times(monkeypatch):
    """How often the site was really set up; nothing is remembered yet."""
    done = []
    real = town.services.set_up_site
    monkeypatch.setattr(town.services, "set_up_site", lambda **given: done.append(given) or real(**given))
    monkeypatch.setattr(remembered, "_changes", {})
    return done


@pytest.fixture
def undo():
    """Leave a transaction as if it had not been."""

    def undo(deed):
        with transaction.atomic():
            found = deed()
            transaction.set_rollback(True)
        return found

    return undo


def everything():
    """Each row of each table, after the site was set up."""
    town.site()
    return remembered._read(remembered._tables())


def test_the_rows_are_those_of_the_deed(times, undo):
    first, again = undo(everything), everything()
    assert len(times) == 1
    assert again == first


@pytest.mark.indexed
def test_what_is_put_back_is_found_and_can_be_added_to(times, undo):
    undo(town.site)
    site = town.site()
    assert (len(times), site.root_page.specific) == (1, town.home("en"))
    assert "Privacy" in [page.title for page in StandardPage.objects.autocomplete("privacy")]
    page = site.root_page.add_child(instance=StandardPage(title="New", slug="new", locale=Locale.get_default()))
    assert StandardPage.objects.get(slug="new") == page


def changed_rows():
    Site.objects.update(site_name="Elsewhere")
    town.site()


def other_details():
    town.site(phone="12")


def other_language():
    with override("fr"):
        town.site()


@pytest.mark.parametrize("deed", [changed_rows, other_details, other_language])
def test_the_deed_is_done_where_its_rows_would_not_fit(times, undo, deed):
    undo(town.site)
    deed()
    assert len(times) == 2


def test_the_deed_is_done_under_changed_settings_and_not_remembered(times, undo, settings):
    settings.WAGTAIL_SITE_NAME = "Elsewhere"
    undo(town.site)
    undo(town.site)
    assert (len(times), remembered._changes) == (2, {})


def test_a_setting_that_was_set_to_the_same_changes_nothing(times, undo, settings):
    settings.WAGTAIL_SITE_NAME = settings.WAGTAIL_SITE_NAME
    undo(town.site)
    undo(town.site)
    assert len(times) == 1


def test_each_beginning_is_remembered(times, undo):
    for deed in (changed_rows, town.site, changed_rows, town.site):
        undo(deed)
    assert len(times) == 2
