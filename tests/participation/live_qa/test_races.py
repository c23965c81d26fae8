"""Many at once, in threads with connections of their own."""

import threading

import pytest
from django.db import connection

from commons.people.refusals import Refused
from participation.live_qa import services
from participation.live_qa.models import Change, LiveSession, Question, Receipt, Support

from . import factories as make

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*deeds):
    """Run all, each in a thread, as nearly together as can be; what each gave or raised."""
    start, gave = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(at, deed):
        start.wait()
        try:
            gave[at] = deed()
        except Refused as refusal:
            gave[at] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return gave


def whole(session):
    numbers = list(Change.objects.filter(session=session).values_list("number", flat=True))
    assert numbers == list(range(1, LiveSession.objects.get(pk=session.pk).last_number + 1))
    for question in Question.objects.filter(session=session):
        assert question.supports == Support.objects.filter(question=question).count()


def test_support_raced_is_counted_once():
    session, ana = make.session(), make.participant()
    question = make.question(session=session)
    gave = at_once(*[lambda: services.support(by=ana, question=question)] * 8)
    assert {done.supports for done in gave} == {1}
    assert Support.objects.filter(question=question).count() == 1
    whole(session)


def test_everybodys_support_is_counted():
    session = make.session()
    question = make.question(session=session)
    people = [make.participant() for _ in range(8)]
    gave = at_once(*[lambda by=by: services.support(by=by, question=question) for by in people])
    assert sorted(done.supports for done in gave) == list(range(1, 9))
    question.refresh_from_db()
    assert question.supports == 8
    whole(session)


def test_a_repeated_request_that_overtakes_itself_gets_one_answer():
    session, ana = make.session(), make.participant()
    gave = at_once(*[lambda: services.ask(by=ana, session=session, text="Why?", key="key-of-this-question")] * 6)
    assert len(set(gave)) == 1
    assert (Question.objects.count(), Receipt.objects.count()) == (1, 1)
    whole(session)


def test_two_hosts_put_two_questions_before_the_room_and_one_stays():
    session, hosts = make.session(), [make.host(), make.host()]
    questions = [make.question(session=session) for _ in range(2)]
    at_once(
        *[
            lambda by=by, question=question: services.start_answering(by=by, question=question)
            for by, question in zip(hosts, questions, strict=True)
        ]
    )
    assert sorted(Question.objects.values_list("state", flat=True)) == ["answered", "answering"]
    whole(session)


def test_nothing_is_stored_after_the_session_was_closed():
    session, host = make.session(), make.host()
    question = make.question(session=session)
    asks = [lambda n=n: services.ask(by=make.participant(f"{n}"), session=session, text=f"Why {n}?") for n in range(4)]
    votes = [lambda n=n: services.support(by=make.participant(f"{n}"), question=question) for n in range(4)]
    at_once(*asks, lambda: services.close_session(by=host, session=session), *votes)
    last = Change.objects.filter(session=session).last()
    assert (last.event, LiveSession.objects.get(pk=session.pk).state) == ("SessionChanged", "closed")
    whole(session)
