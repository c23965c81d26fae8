"""What may be read of ideas: nothing withdrawn, unpublished or private gets out, in any language."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from commons.answers.selectors import answers_to
from commons.directory.models import PublicBody
from participation.ideas import selectors, services
from participation.ideas.models import Idea
from participation.ideas.ranking import chances, wilson_lower_bound
from participation.ideas.rules import IdeaState, Role
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def noise(**fields):
    """Ideas that must appear nowhere: taken back, in an unpublished stage or consultation, in a private one."""
    gone = make.idea(title="Taken back by its author", **fields)
    services.withdraw(by=gone.author, idea=gone)
    stage = make.stage()
    make.idea(on=stage, title="In an unpublished stage", **fields)
    stage.unpublish()
    under = make.consultation()
    make.idea(on=make.stage(under=under), title="In an unpublished consultation", **fields)
    type(under).objects.filter(pk=under.pk).update(live=False)
    private = make.consultation()
    make.idea(on=make.stage(under=private), title="In a private consultation", **fields)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.GROUPS)


def test_visible_are_ideas_on_show_in_stages_on_show():
    kept = make.idea()
    noise()
    for viewer in (make.VISITOR, make.person()):
        assert list(selectors.visible_ideas(viewer)) == [kept]
        assert [selectors.idea(viewer, idea.pk) for idea in Idea.objects.order_by("pk")] == [
            kept,
            None,
            None,
            None,
            None,
        ]
        with override("fr"):
            assert list(selectors.visible_ideas(viewer)) == [kept]


def test_about_a_page_and_its_steps():
    page = make.consultation()
    about = (page.translation_key, None)
    one, two = make.idea(about=about), make.idea(about=about)
    services.support(by=make.person(), idea=two)
    make.idea()
    noise(about=about)
    assert list(selectors.ideas_about(make.VISITOR, page.translation_key)) == [two, one]
    places = selectors.of_page(make.VISITOR, page.translation_key).places
    assert sorted(places, key=str) == sorted([(None, idea.stage.page_key, 1) for idea in (one, two)], key=str)


def test_for_a_service_through_the_consultations_about_it():
    office = make.body()
    permits = make.service(body=office)
    stage = make.stage(under=make.consultation(services=[permits]))
    one = make.idea(on=stage)
    make.idea(on=make.stage(under=make.consultation(services=[make.service(body=office, slug="other")])))
    noise()
    assert list(selectors.ideas_for_service(make.VISITOR, permits)) == [one]


def test_recently_delivered_the_latest_first():
    office = make.body()
    ruiz = make.official(body=office)
    stage = make.stage(under=make.consultation(asked_by=office))
    first, second, _open = (make.idea(on=stage) for _ in range(3))
    for idea in (first, second):
        services.change_state(by=ruiz, idea=idea, new=IdeaState.ACCEPTED)
        services.change_state(by=ruiz, idea=idea, new=IdeaState.DELIVERED)
    hidden = make.stage(under=make.consultation(asked_by=office))
    away = make.idea(on=hidden)
    services.change_state(by=ruiz, idea=away, new=IdeaState.ACCEPTED)
    services.change_state(by=ruiz, idea=away, new=IdeaState.DELIVERED)
    hidden.unpublish()
    assert selectors.recently_delivered(make.VISITOR) == [second, first]
    assert selectors.recently_delivered(make.VISITOR, limit=1) == [second]


def test_officials_find_the_ideas_of_their_offices_and_no_others():
    mine, other = make.body(), make.body()
    unpublished = make.stage(under=make.consultation(asked_by=mine))
    ideas = [make.idea(on=make.stage(under=make.consultation(asked_by=mine))), make.idea(on=unpublished)]
    make.idea(on=make.stage(under=make.consultation(asked_by=other)))
    unpublished.unpublish()
    assert sorted(selectors.ideas_of_offices(make.official(body=mine)), key=lambda idea: idea.pk) == ideas
    assert list(selectors.ideas_of_offices(make.person())) == []


def test_what_was_taken_back_is_nobodys_to_read_any_more():
    office, writer = make.body(), make.person()
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)), by=writer)
    services.withdraw(by=writer, idea=idea)
    chief = make.person()
    chief.is_superuser = True
    for viewer in (make.official(body=office), chief):
        assert list(selectors.ideas_of_offices(viewer)) == []


def test_an_idea_about_a_page_goes_to_the_stage_where_it_belongs():
    page = make.consultation()
    stage, other = make.stage(under=page, closes=9), make.stage(closes=3)
    key = page.translation_key

    def chosen(**given):
        found = selectors.of_page(make.VISITOR, key, **given).stage
        return found and found.pk

    assert chosen() is None  # two are open, and nothing says which
    permits = make.service(body=make.body())
    make.ConsultationService.objects.create(page=other.get_parent().specific, service=permits)
    assert chosen(service=permits) == other.pk
    make.idea(on=stage, about=(key, None))
    assert chosen(service=permits) == stage.pk
    type(stage).objects.filter(pk=stage.pk).update(
        closes_at=stage.opens_at.replace(year=stage.opens_at.year - 1),
        opens_at=stage.opens_at.replace(year=stage.opens_at.year - 2),
    )
    assert chosen() == other.pk


def test_the_database_orders_as_the_formula_says():
    stage = make.stage()
    for supports in (7, 0, 3, 12, 1, 0, 5):
        idea = make.idea(on=stage)
        Idea.objects.filter(pk=idea.pk).update(support_count=supports)
    total = Idea.objects.supports()
    rows = list(Idea.objects.fairest_first(total))
    for row in rows:
        expected = wilson_lower_bound(row.support_count, max(chances(total, row.supports_before), 1))
        assert row.fairness == pytest.approx(expected, abs=1e-9)
    assert [row.fairness for row in rows] == sorted((row.fairness for row in rows), reverse=True)


def test_what_can_still_be_supported_stands_before_what_was_decided():
    office = make.body()
    stage = make.stage(under=make.consultation(asked_by=office))
    decided, fresh = make.idea(on=stage), make.idea(on=stage)
    services.support(by=make.person(), idea=decided)
    services.change_state(by=make.official(body=office), idea=decided, new=IdeaState.ACCEPTED)
    assert list(Idea.objects.fairest_first(1)) == [fresh, decided]


def test_roles():
    office = make.body()
    page = make.consultation(asked_by=office)
    idea = make.idea(on=make.stage(under=page))
    assert selectors.roles(make.VISITOR, page, idea) == {Role.ANYONE}
    assert selectors.roles(idea.author, page, idea) == {Role.ANYONE, Role.PERSON, Role.AUTHOR}
    assert selectors.roles(make.official(body=office), page, idea) == {Role.ANYONE, Role.PERSON, Role.OFFICIAL}
    assert selectors.roles(make.official(body=make.body()), page, idea) == {Role.ANYONE, Role.PERSON}
    left = make.person(name="left")
    left.is_active = False
    assert selectors.roles(left, page, idea) == {Role.ANYONE}


def test_answers_are_read_by_whoever_may_read_the_idea():
    office = make.body()
    stage = make.stage(under=make.consultation(asked_by=office))
    idea, gone = make.idea(on=stage), make.idea(on=stage)
    ruiz = make.official(body=office)
    given = [services.answer(by=ruiz, idea=item, text="Yes.") for item in (idea, gone)]
    services.withdraw(by=gone.author, idea=gone)
    assert answers_to(make.VISITOR, idea.answerable) == given[:1]
    assert answers_to(make.VISITOR, gone.answerable) == []
    assert PublicBody.objects.count() == 1
