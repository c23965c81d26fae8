"""Deeds in live sessions: what is stored, counted, numbered, and refused in which words."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.answers.models import Answer
from commons.people.refusals import Refused
from participation.live_qa import services
from participation.live_qa.models import Change, LiveSession, Question, Receipt, Support
from participation.live_qa.rules import LONGEST_NAME, LONGEST_QUESTION, QuestionState, SessionState
from participation.live_qa.services import Done

from . import factories as make

pytestmark = pytest.mark.django_db


def refused(deed, **given):
    with pytest.raises(Refused) as caught:
        deed(**given)
    assert caught.value.message
    return caught.value.code, caught.value.field


def log(session):
    return [(change.number, change.event, change.question_id) for change in Change.objects.filter(session=session)]


@pytest.fixture
def noise():
    """Another session with everything in it, which nothing may touch."""
    session = make.session(title="Noise")
    question = make.question(session=session, supports=2)
    yield
    session.refresh_from_db()
    question.refresh_from_db()
    assert (question.supports, question.support_rows.count()) == (2, 2)


def test_a_question_waits_for_a_host(noise):
    session = make.session()
    done = services.ask(by=make.participant(), session=session, text="  Why\n so   long?\x00 ")
    question = Question.objects.get(pk=done.question)
    assert done == Done("ask", 2, "open", question.pk, "waiting", 0)
    assert (question.text, question.name, question.author, question.shown_at) == ("Why so long?", "", None, None)
    assert log(session) == [(1, "SessionChanged", None), (2, "QuestionChanged", question.pk)]


def test_without_moderation_a_question_is_shown_at_once():
    session = make.session(moderated=False)
    done = services.ask(by=make.participant(), session=session, text="Why?")
    assert done.state == "shown"
    assert Question.objects.get(pk=done.question).shown_at is not None


def test_who_is_signed_in_is_kept_only_with_a_name():
    session, ana = make.session(), make.person()
    by = make.participant(person=ana)
    nameless = services.ask(by=by, session=session, text="Who pays?")
    named = services.ask(by=by, session=session, text="Who decides?", name=" ana ")
    assert Question.objects.get(pk=nameless.question).author is None
    question = Question.objects.get(pk=named.question)
    assert (question.name, question.author) == ("ana", ana)


def test_the_database_refuses_an_author_behind_an_anonymous_question():
    question = make.question(session=make.session())
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(author=make.person())


def test_the_same_question_twice_from_one_device_is_one():
    session, ana = make.session(), make.participant()
    first = services.ask(by=ana, session=session, text="Why?")
    again = services.ask(by=ana, session=session, text=" Why? ")
    other = services.ask(by=make.participant(), session=session, text="Why?")
    assert again.question == first.question
    assert other.question != first.question
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    "given, code, field",
    [
        ({"text": " \n\x00 "}, "empty", "text"),
        ({"text": "x" * (LONGEST_QUESTION + 1)}, "long", "text"),
        ({"text": "Why?", "name": "x" * (LONGEST_NAME + 1)}, "long", "name"),
        ({"text": "Why?", "key": "short"}, "bad_key", None),
        ({"text": "Why?", "key": "x" * 65}, "bad_key", None),
        # PostgreSQL stores no such character.
        ({"text": "Why?", "key": "eightand\0"}, "bad_key", None),
    ],
)
def test_what_cannot_be_asked(given, code, field):
    session = make.session()
    assert refused(services.ask, by=make.participant(), session=session, **given) == (code, field)
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    "state, code", [(SessionState.DRAFT, "not_open"), (SessionState.CLOSED, "closed"), (SessionState.SCHEDULED, None)]
)
def test_asking_needs_an_announced_session_that_is_not_over(state, code):
    session = make.session(state=state)
    if code is None:
        assert services.ask(by=make.participant(), session=session, text="Why?").session == "scheduled"
    else:
        assert refused(services.ask, by=make.participant(), session=session, text="Why?") == (code, None)


def test_the_state_that_counts_is_the_databases_not_the_callers():
    session = make.session()
    services.close_session(by=make.host(), session=session)
    assert session.state == "open"
    assert refused(services.ask, by=make.participant(), session=session, text="Why?") == ("closed", None)


def test_support_counts_once_and_can_be_taken_back(noise):
    session = make.session()
    question, ana, noor = make.question(session=session), make.participant("a"), make.participant("n")
    totals = [
        services.support(by=ana, question=question).supports,
        services.support(by=ana, question=question).supports,
        services.support(by=noor, question=question).supports,
        services.withdraw_support(by=ana, question=question).supports,
        services.withdraw_support(by=ana, question=question).supports,
    ]
    assert totals == [1, 1, 2, 1, 1]
    question.refresh_from_db()
    assert (question.supports, Support.objects.filter(question=question).count()) == (1, 1)


def test_what_changes_nothing_has_no_number():
    session = make.session()
    question, ana = make.question(session=session), make.participant()
    first = services.support(by=ana, question=question)
    assert services.support(by=ana, question=question).number == first.number


def test_the_database_counts_a_participant_once():
    question = make.question(session=make.session())
    Support.objects.create(question=question, participant="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(question=question, participant="x")


@pytest.mark.parametrize(
    "state", [QuestionState.WAITING, QuestionState.ANSWERED, QuestionState.DECLINED, QuestionState.WITHDRAWN]
)
def test_only_what_is_shown_and_open_can_be_supported(state):
    question = make.question(session=make.session(), state=state)
    assert refused(services.support, by=make.participant(), question=question) == ("not_now", None)


def test_only_the_asker_takes_a_question_back_and_its_words_go():
    session, ana = make.session(), make.participant(person=make.person())
    question = make.question(session=session, by=ana, name="ana")
    assert refused(services.withdraw, by=make.participant(), question=question) == ("not_allowed", None)
    assert services.withdraw(by=ana, question=question).state == "withdrawn"
    question.refresh_from_db()
    assert (question.text, question.name, question.author) == ("", "", None)


def test_only_hosts_run_the_queue():
    session = make.session()
    question = make.question(session=session, state=QuestionState.WAITING)
    for somebody in (make.person(), make.participant()):
        for deed in (services.approve, services.decline, services.start_answering, services.put_back):
            assert refused(deed, by=somebody, question=question) == ("not_allowed", None)
        for deed in (services.open_session, services.close_session):
            assert refused(deed, by=somebody, session=session) == ("not_allowed", None)


def test_a_person_named_on_the_session_hosts_it_and_no_other():
    ana = make.person()
    hers, other = make.session(hosts=[ana]), make.session()
    waiting = make.question(session=hers, state=QuestionState.WAITING)
    assert services.approve(by=ana, question=waiting).state == "shown"
    waiting = make.question(session=other, state=QuestionState.WAITING)
    assert refused(services.approve, by=ana, question=waiting) == ("not_allowed", None)


def test_the_asker_is_told_why_it_is_not_shown_until_it_is():
    session, host = make.session(), make.host()
    question = make.question(session=session, state=QuestionState.WAITING)
    services.decline(by=host, question=question, reason=" Asked\nalready ")
    question.refresh_from_db()
    assert (question.state, question.reason, question.shown_at) == ("declined", "Asked already", None)
    services.approve(by=host, question=question)
    question.refresh_from_db()
    assert (question.state, question.reason) == ("shown", "")
    assert question.shown_at is not None


def test_one_question_is_before_the_room_and_the_one_before_counts_as_answered():
    session, host = make.session(), make.host()
    first, second = make.question(session=session), make.question(session=session)
    services.start_answering(by=host, question=first)
    services.start_answering(by=host, question=second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("answered", "answering")
    assert first.answered_at is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=first.pk).update(state=QuestionState.ANSWERING)


def test_a_slip_can_be_put_right():
    session, host = make.session(), make.host()
    question = make.question(session=session, state=QuestionState.ANSWERED)
    services.put_back(by=host, question=question)
    question.refresh_from_db()
    assert (question.state, question.answered_at) == ("shown", None)


def test_an_official_of_the_body_answers_in_writing():
    body = make.body()
    session, official = make.session(body=body), make.official(body=body)
    question = make.question(session=session)
    assert services.mark_answered(by=official, question=question, text="Yes, with a form.").state == "answered"
    answer = Answer.objects.get()
    assert (answer.text, answer.body, answer.author) == ("Yes, with a form.", body, official)
    services.mark_answered(by=official, question=question, text="Yes, with a signed form.")
    question.refresh_from_db()
    assert question.answerable.answers.count() == 2


def test_a_host_who_speaks_for_no_office_cannot_sign_for_one():
    session, other = make.session(), make.official(body=make.body(name="Other"))
    question = make.question(session=session)
    for somebody in (make.host(), other):
        assert refused(services.mark_answered, by=somebody, question=question, text="Yes.") == ("not_allowed", None)
    assert Answer.objects.count() == 0
    question.refresh_from_db()
    assert (question.state, question.answerable) == ("shown", None)


def test_closing_answers_what_was_being_answered_and_keeps_what_waits():
    session, host = make.session(), make.host()
    now = make.question(session=session, state=QuestionState.ANSWERING)
    waiting = make.question(session=session, state=QuestionState.WAITING)
    services.close_session(by=host, session=session)
    states = dict(Question.objects.values_list("pk", "state"))
    assert states == {now.pk: "answered", waiting.pk: "waiting"}
    closed = LiveSession.objects.get(pk=session.pk)
    assert closed.closed_at is not None
    services.open_session(by=host, session=session)
    again = LiveSession.objects.get(pk=session.pk)
    assert (again.state, again.closed_at, again.opened_at) == ("open", None, closed.opened_at)


def test_the_database_knows_no_closed_session_without_its_time():
    session = make.session()
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveSession.objects.filter(pk=session.pk).update(state=SessionState.CLOSED)


@pytest.mark.parametrize("model", [LiveSession, Question])
def test_the_database_knows_no_other_state(model):
    make.question(session=make.session())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(state="lost")


def test_a_repeated_key_gets_the_very_same_answer_though_the_world_moved_on():
    session, ana = make.session(), make.participant()
    first = services.ask(by=ana, session=session, text="Why?", key="key-12345")
    services.approve(by=make.host(), question=Question.objects.get(pk=first.question))
    services.close_session(by=make.host(), session=session)
    numbers = LiveSession.objects.get(pk=session.pk).last_number
    assert services.ask(by=ana, session=session, text="Why?", key="key-12345") == first
    assert Question.objects.count() == 1
    assert LiveSession.objects.get(pk=session.pk).last_number == numbers


def test_a_repeated_support_after_it_was_taken_back_stays_taken_back():
    question, ana = make.question(session=make.session()), make.participant()
    services.support(by=ana, question=question, key="key-support")
    services.withdraw_support(by=ana, question=question, key="key-withdraw")
    assert services.support(by=ana, question=question, key="key-support").supports == 1
    question.refresh_from_db()
    assert question.supports == 0


def test_a_key_is_its_owners_and_its_deeds():
    session, ana = make.session(), make.participant()
    services.ask(by=ana, session=session, text="Why?", key="key-12345")
    assert services.ask(by=make.participant(), session=session, text="How?", key="key-12345").deed == "ask"
    assert refused(services.ask, by=ana, session=session, text="How?", key="key-12345") == ("key_reused", None)
    question = make.question(session=session)
    assert refused(services.support, by=ana, question=question, key="key-12345") == ("key_reused", None)


def test_what_is_refused_leaves_no_receipt():
    session = make.session(state=SessionState.CLOSED)
    assert refused(services.ask, by=make.participant(), session=session, text="Why?", key="key-12345") == (
        "closed",
        None,
    )
    assert Receipt.objects.count() == 0


def test_numbers_have_no_gaps():
    session = make.session()
    for _ in range(3):
        make.question(session=session, supports=2)
    numbers = [number for number, _event, _question in log(session)]
    assert numbers == list(range(1, LiveSession.objects.get(pk=session.pk).last_number + 1))


def test_an_edit_in_the_cms_is_numbered_too():
    session = make.session()
    services.note_edited(session=session)
    assert log(session)[-1] == (2, "SessionChanged", None)


def test_a_session_is_made_whole():
    session = make.session(code="alder 42", service=None)
    assert (session.code, session.state, session.shown_code) == ("ALDER42", "open", "ALDER 42")
    assert session.title == "Ask the housing team"
    assert session.starts_at < timezone.now()
