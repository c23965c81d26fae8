"""Official answers: who may give them, what is kept, and what is shown to whom."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from commons.answers import adapters, selectors, services
from commons.answers.models import Answer
from commons.answers.rules import AnswerRefused, may_answer
from commons.directory.models import Membership, PublicBody
from commons.people.models import User
from commons.people.roles import OFFICIALS

pytestmark = pytest.mark.django_db


class Things:
    """An adapter whose things are public unless their handle is named here."""

    kind = "test.thing"

    def __init__(self):
        self.hidden = set()

    def label(self, answerable):
        return f"Thing {answerable.pk}"

    def address(self, answerable):
        return f"/things/{answerable.pk}/"

    def visible_to(self, viewer, answerable):
        return answerable.pk not in self.hidden


@pytest.fixture
def things(monkeypatch):
    made = Things()
    monkeypatch.setattr(adapters, "_adapters", {})
    adapters.register(made)
    return made


@pytest.fixture
def office():
    return PublicBody.objects.create(slug="parking")


def official(office, email="ruiz@example.org", role=OFFICIALS):
    person = User.objects.create_user(email)
    if role:
        person.groups.add(Group.objects.get_or_create(name=role)[0])
    if office:
        Membership.objects.create(body=office, person=person)
    return person


VISITOR = SimpleNamespace(is_authenticated=False)


@pytest.mark.parametrize(
    ("is_official", "speaks_for_body", "expected"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_both_the_role_and_the_office_are_needed(is_official, speaks_for_body, expected):
    assert may_answer(is_official=is_official, speaks_for_body=speaks_for_body) is expected


def test_an_answer_carries_office_author_and_date(things, office):
    ruiz, thing = official(office), services.open_answerable(kind="test.thing")
    given = services.answer(by=ruiz, answerable=thing, body=office, text=" Yes.\r\n\x00Soon. ")
    assert (given.text, given.body, given.author, given.revised_at) == ("Yes.\nSoon.", office, ruiz, None)
    assert selectors.answers_to(VISITOR, thing) == [given]


def test_who_may_not_answer(things, office):
    thing = services.open_answerable(kind="test.thing")
    elsewhere = PublicBody.objects.create(slug="elsewhere")
    for person in (
        official(elsewhere, "a@example.org"),
        official(office, "b@example.org", role="Editors"),
        official(None, "c@example.org"),
        VISITOR,
    ):
        with pytest.raises(AnswerRefused) as caught:
            services.answer(by=person, answerable=thing, body=office, text="Yes.")
        assert caught.value.code == "not-allowed"
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" \n\u200b", "empty"), ("x" * 10_001, "long")])
def test_words_that_do_not_do(things, office, text, code):
    thing = services.open_answerable(kind="test.thing")
    with pytest.raises(AnswerRefused) as caught:
        services.answer(by=official(office), answerable=thing, body=office, text=text)
    assert (caught.value.code, caught.value.field) == (code, "text")


def test_a_revision_says_so_and_only_where_words_changed(things, office):
    ruiz, thing = official(office), services.open_answerable(kind="test.thing")
    given = services.answer(by=ruiz, answerable=thing, body=office, text="Yes.")
    assert services.revise(by=ruiz, answer=given, text="Yes. ").revised_at is None
    revised = services.revise(by=ruiz, answer=given, text="No.")
    assert (revised.text, revised.published_at, revised.revised_at > given.published_at) == (
        "No.",
        given.published_at,
        True,
    )
    with pytest.raises(AnswerRefused):
        services.revise(by=official(None, "d@example.org"), answer=given, text="Perhaps.")


def test_the_second_of_two_clicks_publishes_nothing(things, office):
    thing, other = (services.open_answerable(kind="test.thing") for _ in range(2))
    services.answer(by=official(office), answerable=thing, body=office, text="Yes.")
    with pytest.raises(AnswerRefused, match="published already") as refusal:
        services.answer(by=official(office, "d@example.org"), answerable=thing, body=office, text=" Yes.\r\n")
    assert refusal.value.code == "repeated"
    services.answer(by=official(office, "e@example.org"), answerable=thing, body=office, text="Yes, from May.")
    services.answer(by=official(office, "f@example.org"), answerable=other, body=office, text="Yes.")
    assert Answer.objects.filter(answerable=thing).count() == 2


def test_answers_go_with_the_thing_they_answer(things, office):
    ruiz = official(office)
    seen, hidden = (services.open_answerable(kind="test.thing") for _ in range(2))
    given = [services.answer(by=ruiz, answerable=thing, body=office, text="Yes.") for thing in (seen, hidden)]
    things.hidden.add(hidden.pk)
    assert selectors.answers_to(VISITOR, hidden) == []
    listed = selectors.described(VISITOR, given)
    assert [(one.answer, one.label, one.address) for one in listed] == [
        (given[0], f"Thing {seen.pk}", f"/things/{seen.pk}/")
    ]


def test_offices_are_those_one_speaks_for(things, office):
    PublicBody.objects.create(slug="elsewhere")
    assert selectors.offices(official(office)) == [office]
    assert selectors.offices(official(office, "e@example.org", role="")) == []
    assert selectors.offices(VISITOR) == []


def test_the_database_refuses_an_empty_answer_and_a_revision_before_its_time(things, office):
    thing = services.open_answerable(kind="test.thing")
    given = services.answer(by=official(office), answerable=thing, body=office, text="Yes.")
    for wrong in ({"text": ""}, {"revised_at": given.published_at.replace(year=2000)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=given.pk).update(**wrong)
