"""Consultations as they are listed: what is open first, nothing unpublished, each language for itself."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from participation.consultations import selectors
from participation.consultations.rules import StageState
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def noise():
    """What must appear nowhere: unpublished, private, in another language."""
    make.stage(under=make.consultation(title="Unpublished", live=False))
    make.stage(under=restricted(make.consultation(title="Private")))
    make.stage(under=make.consultation(title="With an unpublished stage"), live=False)
    make.in_french(make.consultation(title="Also in French"))


def test_what_is_open_comes_first_and_what_closes_first_before_it():
    later = make.stage(under=make.consultation(title="Open for long"), closes=30)
    soon = make.stage(under=make.consultation(title="Open for days"), closes=3)
    over = make.stage(under=make.consultation(title="Over"), opens=-30, closes=-10)
    past = make.stage(under=make.consultation(title="Long over"), opens=-90, closes=-60)
    next_one = make.stage(under=make.consultation(title="Soon"), opens=5, closes=9)
    noise()
    cards = selectors.consultations(make.VISITOR)
    assert [card.page.title for card in cards] == [
        "Open for days",
        "Open for long",
        "Soon",
        "Over",
        "Long over",
        "With an unpublished stage",
        "Also in French",
    ]
    assert [card.main and card.main.page.pk for card in cards] == [
        soon.pk,
        later.pk,
        next_one.pk,
        over.pk,
        past.pk,
        None,
        None,
    ]
    assert [card.page.title for card in selectors.open_consultations(make.VISITOR)] == [
        "Open for days",
        "Open for long",
    ]
    with override("fr"):
        assert [card.page.title for card in selectors.consultations(make.VISITOR)] == ["Also in French (fr)"]


def test_a_consultation_speaks_of_the_stage_that_matters():
    under = make.consultation()
    make.stage(under=under, opens=-60, closes=-30)
    long_one = make.stage(under=under, opens=-5, closes=20)
    short_one = make.stage(under=under, opens=-1, closes=2)
    make.stage(under=under, opens=40, closes=50)
    card = selectors.consultation_card(make.VISITOR, under)
    assert [stage.state for stage in card.stages] == [
        StageState.AFTER,
        StageState.OPEN,
        StageState.OPEN,
        StageState.BEFORE,
    ]
    assert (card.main.page.pk, card.main.days_left, card.state) == (short_one.pk, 2, StageState.OPEN)
    assert long_one.pk in {stage.page.pk for stage in card.stages}


def test_counts_what_came_in_in_every_language():
    stage = make.stage()
    french = make.in_french(stage)
    make.idea(on=stage)
    make.idea(on=french)
    make.idea()
    for page in (stage, french):
        card = selectors.consultation_card(make.VISITOR, page.get_parent().specific)
        assert [item.tallies for item in card.stages] == [["2 ideas"]]


def test_the_dates_of_the_source_count_in_every_language():
    stage = make.stage(opens=-9, closes=-1)
    french = make.in_french(stage)
    type(stage).objects.filter(pk=french.pk).update(closes_at=stage.closes_at.replace(year=stage.closes_at.year + 1))
    french.refresh_from_db()
    card = selectors.consultation_card(make.VISITOR, french.get_parent().specific)
    assert (card.stages[0].state, card.stages[0].closes_at) == (StageState.AFTER, stage.closes_at)
    assert type(stage).objects.get(pk=french.pk).state == StageState.AFTER


def test_services_are_found_from_every_language():
    office = make.body()
    permits, other = make.service(body=office), make.service(body=office, slug="other")
    page = make.consultation(services=[permits])
    make.consultation(services=[other])
    french = make.in_french(page)
    french.service_links.all().delete()
    assert selectors.services_of(page) == selectors.services_of(french) == [permits]
    assert set(selectors.consultations_about(make.VISITOR, permits)) == {page, french}


def test_three_consultations_cost_as_many_queries_as_one(django_assert_num_queries):
    make.stage(under=make.consultation())
    selectors.consultations(make.VISITOR)
    with django_assert_num_queries(8):
        assert len(selectors.consultations(make.VISITOR)) == 1
    for _ in range(2):
        make.stage(under=make.consultation())
    with django_assert_num_queries(8):
        assert len(selectors.consultations(make.VISITOR)) == 3
