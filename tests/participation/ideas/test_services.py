"""Deeds on ideas: what is stored, what is counted, what is refused and in which words."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from commons.answers.models import Answer
from commons.answers.rules import AnswerRefused
from participation.ideas import services
from participation.ideas.models import Idea, StateChange, Support
from participation.ideas.rules import IdeaState
from participation.ideas.services import IdeaRefused
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def refused(deed, **given):
    """Give the code and the field of a refusal."""
    with pytest.raises((IdeaRefused, AnswerRefused)) as caught:
        deed(**given)
    assert caught.value.message
    return caught.value.code, caught.value.field


def test_an_idea_is_published_with_its_thread_and_handle():
    stage, ana = make.stage(), make.person()
    idea = services.submit(
        by=ana, stage=make.of(stage), title="  Pay by\tthe month ", text=make.LONG + "\x00\r\nThanks."
    )
    idea.refresh_from_db()
    assert (idea.title, idea.text, idea.state) == ("Pay by the month", make.LONG + "\nThanks.", IdeaState.PUBLISHED)
    assert (idea.author, idea.support_count, idea.stage.page_key) == (ana, 0, stage.translation_key)
    assert (idea.thread.kind, idea.answerable.kind, idea.thread.post_count) == ("ideas.idea", "ideas.idea", 0)


def test_the_same_submission_again_is_the_same_idea():
    stage, ana, key = make.of(make.stage()), make.person(), uuid4()
    first = services.submit(by=ana, stage=stage, title="Pay by the month", text=make.LONG, submission=key)
    again = services.submit(by=ana, stage=stage, title="Pay by the month", text=make.LONG, submission=key)
    other = services.submit(by=make.person(), stage=stage, title="Pay by the month", text=make.LONG, submission=key)
    assert first == again != other
    assert Idea.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, ("empty", "title")),
        ({"title": "\u200b\u202e  "}, ("empty", "title")),
        ({"title": "Short"}, ("short", "title")),
        ({"title": "x" * 141}, ("long", "title")),
        ({"text": " \n\n "}, ("empty", "text")),
        ({"text": "Too short."}, ("short", "text")),
        ({"text": "x" * 8001}, ("long", "text")),
        ({"about": (uuid4(), None)}, ("about", "about")),
    ],
)
def test_words_that_do_not_do_are_refused_beside_their_field(fields, expected):
    given = {"by": make.person(), "stage": make.of(make.stage()), "title": "Pay by the month", "text": make.LONG}
    assert refused(services.submit, **(given | fields)) == expected
    assert not Idea.objects.exists()


@pytest.mark.parametrize(("days", "code"), [((-9, -1), "closed"), ((1, 9), "not-yet")])
def test_a_stage_that_is_not_open_takes_no_idea_and_says_the_date(days, code):
    stage = make.stage(opens=days[0], closes=days[1])
    with pytest.raises(IdeaRefused) as caught:
        services.submit(by=make.person(), stage=make.of(stage), title="Pay by the month", text=make.LONG)
    assert caught.value.code == code
    assert "202" in caught.value.message


def test_the_dates_of_the_source_count_whatever_a_translation_says():
    stage = make.stage(opens=-9, closes=-1)
    french = make.in_french(stage)
    french.closes_at = french.closes_at.replace(year=french.closes_at.year + 1)
    french.save()
    given = {"by": make.person(), "stage": make.of(french), "title": "Payer par mois", "text": make.LONG}
    assert refused(services.submit, **given) == ("closed", None)


def test_so_many_ideas_an_hour():
    stage, ana = make.of(make.stage()), make.person()
    for number in range(5):
        services.submit(by=ana, stage=stage, title=f"Idea number {number}", text=make.LONG)
    assert refused(services.submit, by=ana, stage=stage, title="Idea number 6", text=make.LONG) == ("pace", None)
    assert services.submit(by=make.person(), stage=stage, title="Idea number 1", text=make.LONG).pk


def test_support_counts_once_and_can_be_taken_back():
    idea, noor = make.idea(), make.person()
    assert [services.support(by=noor, idea=idea).support_count for _ in range(3)] == [1, 1, 1]
    assert services.support(by=make.person(), idea=idea).support_count == 2
    assert [services.withdraw_support(by=noor, idea=idea).support_count for _ in range(3)] == [1, 1, 1]
    idea.refresh_from_db()
    assert idea.support_count == Support.objects.filter(idea=idea).count() == 1


def test_who_may_not_support():
    author = make.person()
    idea = make.idea(by=author)
    gone = make.idea()
    services.withdraw(by=gone.author, idea=gone)
    late = make.idea(on=make.stage(opens=-9, closes=-1))
    assert refused(services.support, by=author, idea=idea) == ("yours", None)
    assert refused(services.support, by=make.VISITOR, idea=idea) == ("sign-in", None)
    assert refused(services.support, by=make.person(), idea=gone) == ("decided", None)
    assert refused(services.support, by=make.person(), idea=late) == ("closed", None)


def test_an_unpublished_stage_takes_nothing_from_people():
    stage = make.stage()
    idea = make.idea(on=stage)
    stage.unpublish()
    assert refused(services.support, by=make.person(), idea=idea) == ("not-found", None)


def test_the_database_itself_keeps_support_single_and_states_known():
    idea, noor = make.idea(), make.person()
    Support.objects.create(idea=idea, person=noor)
    for wrong in (
        lambda: Support.objects.create(idea=idea, person=noor),
        lambda: Idea.objects.update(state="lost"),
        lambda: StateChange.objects.create(idea=idea, old="published", new="published"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_an_idea_with_support_keeps_its_words():
    ana = make.person()
    idea = make.idea(by=ana)
    changed = services.edit(by=ana, idea=idea, title="Pay it by the month", text=make.LONG)
    assert (changed.title, changed.edited_at is not None) == ("Pay it by the month", True)
    services.support(by=make.person(), idea=idea)
    assert refused(services.edit, by=ana, idea=idea, title="Free beer for all", text=make.LONG) == ("supported", None)
    assert refused(services.edit, by=make.person(), idea=idea, title="Mine now, thanks", text=make.LONG) == (
        "not-yours",
        None,
    )


def test_an_official_takes_an_idea_to_its_end_and_every_step_is_kept():
    office = make.body()
    ruiz = make.official(body=office)
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    for state, note in [
        (IdeaState.CONSIDERED, ""),
        (IdeaState.ACCEPTED, "Yes."),
        (IdeaState.DELIVERING, ""),
        (IdeaState.DELIVERED, "From March."),
    ]:
        services.change_state(by=ruiz, idea=idea, new=state, note=note)
    idea.refresh_from_db()
    assert idea.state == IdeaState.DELIVERED
    assert list(idea.changes.values_list("old", "new", "note", "by")) == [
        ("published", "considered", "", ruiz.pk),
        ("considered", "accepted", "Yes.", ruiz.pk),
        ("accepted", "delivering", "", ruiz.pk),
        ("delivering", "delivered", "From March.", ruiz.pk),
    ]


def test_what_an_official_may_not_do():
    office = make.body()
    ruiz, stranger = make.official(body=office), make.official(body=make.body())
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    deed = services.change_state
    assert refused(deed, by=stranger, idea=idea, new=IdeaState.ACCEPTED) == ("not-allowed", None)
    assert refused(deed, by=ruiz, idea=idea, new=IdeaState.WITHDRAWN) == ("state", "new")
    assert refused(deed, by=ruiz, idea=idea, new=IdeaState.DELIVERED) == ("state", "new")
    assert refused(deed, by=ruiz, idea=idea, new=IdeaState.DECLINED, note=" ") == ("note", "note")
    assert refused(services.answer, by=stranger, idea=idea, text="No.") == ("not-allowed", None)
    assert refused(services.answer, by=ruiz, idea=idea, text=" \n ") == ("empty", "text")
    assert not Answer.objects.exists()
    assert not StateChange.objects.exists()


def test_an_answer_carries_the_office_that_asks_and_dates_the_idea():
    office = make.body()
    ruiz = make.official(body=office)
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office), opens=-9, closes=-1))
    given = services.answer(by=ruiz, idea=idea, text="Yes, from March 2027.\r\n")
    idea.refresh_from_db()
    assert (given.body, given.author, given.text) == (office, ruiz, "Yes, from March 2027.")
    assert idea.answered_at == given.published_at


def test_only_the_author_withdraws_and_only_before_a_decision():
    office = make.body()
    ruiz = make.official(body=office)
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    assert refused(services.withdraw, by=make.person(), idea=idea) == ("not-yours", None)
    services.change_state(by=ruiz, idea=idea, new=IdeaState.ACCEPTED)
    assert refused(services.withdraw, by=idea.author, idea=idea) == ("decided", None)
