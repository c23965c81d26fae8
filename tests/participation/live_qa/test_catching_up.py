"""Whatever happens in whatever order: what a reader had, with what came after, is what the site has now."""

import json
import random

import pytest

from commons.people.refusals import Refused
from participation.live_qa import selectors, services
from participation.live_qa.models import Change, LiveSession, Question, Support
from participation.live_qa.rules import QuestionState

from . import factories as make

pytestmark = pytest.mark.django_db


class Reader:
    """A client as the document says, that looks in now and then."""

    def __init__(self, code, *, for_hosts):
        self.code, self.for_hosts = code, for_hosts
        self.number, self.session, self.questions = None, None, {}

    def look(self):
        self.apply(selectors.frame(for_hosts=self.for_hosts, code=self.code, since=self.number))

    def apply(self, snapshot):
        body = json.loads(json.dumps(dict(snapshot.body)))
        if snapshot.since is None:
            self.questions = {}
        self.session = body.get("session", self.session)
        self.questions.update({question["id"]: question for question in body["questions"]})
        for gone in body.get("gone", []):
            self.questions.pop(gone, None)
        self.number = snapshot.number

    @property
    def known(self):
        return self.session, sorted(self.questions.items())


def fresh(reader):
    other = Reader(reader.code, for_hosts=reader.for_hosts)
    other.look()
    return other.known


def random_deed(chance, session, participants, host):
    """Something somebody might do, allowed or not."""
    questions = list(Question.objects.filter(session=session))
    one = chance.choice(questions) if questions else None
    somebody = chance.choice(participants)
    deeds = [
        lambda: services.ask(by=somebody, session=session, text=f"Question {chance.randrange(10**6)}?"),
        lambda: services.open_session(by=host, session=session),
    ]
    if chance.random() < 0.05:
        deeds = [lambda: services.close_session(by=host, session=session)]
    if one is not None:
        deeds += [
            lambda: services.support(by=somebody, question=one),
            lambda: services.support(by=somebody, question=one),
            lambda: services.withdraw_support(by=somebody, question=one),
            lambda: services.withdraw(by=somebody, question=one),
            lambda: services.approve(by=host, question=one),
            lambda: services.approve(by=host, question=one),
            lambda: services.decline(by=host, question=one, reason=f"Reason {chance.randrange(100)}"),
            lambda: services.start_answering(by=host, question=one),
            lambda: services.put_back(by=host, question=one),
            lambda: services.mark_answered(by=host, question=one),
        ]
    return chance.choice(deeds)


@pytest.mark.parametrize("seed", range(6))
def test_state_and_changes_are_the_fresh_state(seed):
    chance = random.Random(seed)
    session, host = make.session(moderated=seed % 2 == 0), make.host()
    make.question(session=make.session(), supports=1)
    participants = [make.participant() for _ in range(4)]
    readers = [Reader(session.code, for_hosts=for_hosts) for for_hosts in (False, True) for _ in range(3)]
    done = 0
    for _ in range(160):
        try:
            random_deed(chance, session, participants, host)()
            done += 1
        except Refused:
            pass
        for reader in readers:
            if chance.random() < 0.15:
                reader.look()
                assert reader.known == fresh(reader)
    assert done > 40
    assert Question.objects.filter(session=session, state=QuestionState.ANSWERED).exists()
    numbers = list(Change.objects.filter(session=session).values_list("number", flat=True))
    assert numbers == list(range(1, LiveSession.objects.get(pk=session.pk).last_number + 1))
    for question in Question.objects.all():
        assert question.supports == Support.objects.filter(question=question).count()
    for reader in readers:
        reader.look()
        assert reader.known == fresh(reader)


def test_changes_can_be_applied_twice_and_late():
    session = make.session()
    question = make.question(session=session)
    reader = Reader(session.code, for_hosts=False)
    reader.look()
    start = reader.number
    services.support(by=make.participant(), question=question)
    early = selectors.frame(for_hosts=False, code=session.code, since=start)
    services.mark_answered(by=make.host(), question=question)
    late = selectors.frame(for_hosts=False, code=session.code, since=start)
    for snapshot in (early, late, late):
        reader.apply(snapshot)
    assert reader.known == fresh(reader)


def test_who_missed_very_much_is_given_the_whole(monkeypatch):
    monkeypatch.setattr(selectors, "LONGEST_CATCH_UP", 2)
    session = make.session()
    for _ in range(3):
        make.question(session=session)
    assert selectors.frame(for_hosts=False, code=session.code, since=1).since is None


def test_a_question_that_only_waited_leaves_no_trace_for_everyone():
    session = make.session()
    make.question(session=session, state=QuestionState.WAITING)
    make.question(session=session, state=QuestionState.WITHDRAWN)
    waiting = make.question(session=make.session(), state=QuestionState.WAITING)
    services.decline(by=make.host(), question=waiting)
    frame = selectors.frame(for_hosts=False, code=waiting.session.code, since=1)
    assert (frame.empty, dict(frame.body)) == (True, {"questions": [], "gone": []})
    assert waiting.participant in frame.owners


def test_own_parts_cost_the_same_for_one_and_for_many(django_assert_num_queries):
    session = make.session()
    people = [make.participant() for _ in range(3)]
    for person in people:
        question = make.question(session=session, by=person)
        services.support(by=person, question=question)
        services.mark_answered(by=make.official(body=session.body), question=question, text="Yes.")
    for count in (1, 3):
        keys = [person.key_in(session.pk) for person in people[:count]]
        with django_assert_num_queries(2):
            parts = selectors.own_parts(code=session.code, participants=keys)
        assert sorted(parts) == sorted(keys)
        assert all(len(part["questions"]) == len(part["supported"]) == 1 for part in parts.values())


@pytest.mark.parametrize("for_hosts", [False, True])
def test_frames_cost_the_same_for_one_and_for_three_questions(for_hosts, django_assert_num_queries):
    for count in (1, 3):
        session = make.session()
        official = make.official(body=session.body)
        for _ in range(count):
            services.mark_answered(by=official, question=make.question(session=session), text="Yes.")
        for since, queries in ((None, 5), (0, 6)):
            with django_assert_num_queries(queries):
                frame = selectors.frame(for_hosts=for_hosts, code=session.code, since=since)
            assert len(frame.body["questions"]) == count
