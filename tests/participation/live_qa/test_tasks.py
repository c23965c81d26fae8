"""What live sessions forget, and that nobody notices."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.jobs import recurrence
from participation.live_qa import selectors, services, tasks
from participation.live_qa.models import Change, LiveSession, Question, Receipt
from participation.live_qa.rules import KEEP_CHANGES, KEEP_RECEIPTS

from . import factories as make

pytestmark = pytest.mark.django_db

KEY = "key-of-the-deed"


def aged(rows, age):
    rows.update(at=timezone.now() - age)


def closed(session, age):
    services.close_session(by=make.host(), session=session)
    LiveSession.objects.filter(pk=session.pk).update(closed_at=timezone.now() - age)
    return session


def forget():
    tasks.forget_old({}, None)


def test_it_is_done_daily():
    found = {one.task: one.interval for one in recurrence.declared()}
    assert found["participation.live_qa.tasks.forget_old"] == timedelta(days=1)


def test_receipts_are_forgotten_after_a_day_whatever_became_of_the_session():
    minute = timedelta(minutes=1)
    kept = []
    for over in (False, True):
        session = make.session()
        for age in (KEEP_RECEIPTS - minute, KEEP_RECEIPTS + minute):
            done = services.ask(by=make.participant(), session=session, text=f"Why after {age}?", key=KEY)
            aged(Receipt.objects.filter(answer__question=done.question), age)
            kept += [done.question] if age < KEEP_RECEIPTS else []
        if over:
            closed(session, timedelta())
    forget()
    assert sorted(receipt.answer["question"] for receipt in Receipt.objects.all()) == kept
    assert Question.objects.count() == 4


def test_a_question_repeated_after_its_receipt_is_gone_is_still_one_question():
    session, ana = make.session(), make.participant()
    first = services.ask(by=ana, session=session, text="Why?", key=KEY)
    aged(Receipt.objects.all(), KEEP_RECEIPTS * 2)
    forget()
    assert services.ask(by=ana, session=session, text="Why?", key=KEY).question == first.question
    assert Question.objects.count() == 1


def test_logs_are_forgotten_a_month_after_the_session_closed_and_not_before():
    minute = timedelta(minutes=1)
    still_open, lately, long_ago = make.session(), make.session(), make.session()
    for session in (still_open, lately, long_ago):
        make.question(session=session)
        aged(Change.objects.filter(session=session), KEEP_CHANGES * 2)
    closed(lately, KEEP_CHANGES - minute)
    closed(long_ago, KEEP_CHANGES + minute)
    forget()
    left = set(Change.objects.values_list("session", flat=True))
    assert left == {still_open.pk, lately.pk}


@pytest.mark.parametrize("for_hosts", [False, True])
def test_who_comes_back_to_a_forgotten_log_is_given_the_whole_state(for_hosts):
    session = make.session()
    for _ in range(2):
        make.question(session=session)
    closed(session, KEEP_CHANGES * 2)
    number = LiveSession.objects.get(pk=session.pk).last_number
    forget()

    def frame(since):
        return selectors.frame(for_hosts=for_hosts, code=session.code, since=since)

    for since in (0, 1, number - 1):
        assert (frame(since).since, len(frame(since).body["questions"])) == (None, 2)
    assert (frame(number).since, frame(number).brings_nothing) == (number, True)
    # Opened again, its log goes on where it was: who was there by then gets what is new, who was not, the whole.
    services.open_session(by=make.host(), session=LiveSession.objects.get(pk=session.pk))
    assert (frame(number).since, frame(number).body["session"]["state"]) == (number, "open")
    assert frame(number - 1).since is None


def test_a_deleted_question_is_gone_for_who_comes_back():
    session = make.session()
    had = LiveSession.objects.get(pk=session.pk).last_number
    question, other = make.question(session=session), make.question(session=session)
    question.delete()
    frame = selectors.frame(for_hosts=False, code=session.code, since=had)
    assert (frame.since, [one["id"] for one in frame.body["questions"]]) == (None, [other.pk])
