"""Many at once against one row: counted exactly, whatever the database and however they come."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from participation.deliberation import services as deliberation
from participation.deliberation.models import Post, Thread
from participation.ideas import services
from participation.ideas.models import Idea, StateChange, Support
from participation.ideas.rules import PACE, IdeaState
from participation.ideas.services import IdeaRefused
from tests.participation import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT_ONCE = 12


def at_once(*deeds):
    """Start all deeds together, each on a connection of its own; give what they returned or were refused with."""
    gate = Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait()
            return deed()
        except IdeaRefused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_one_person_supporting_many_times_at_once_counts_once():
    idea, noor = make.idea(), make.person()
    at_once(*[lambda: services.support(by=noor, idea=idea)] * AT_ONCE)
    idea.refresh_from_db()
    assert (idea.support_count, Support.objects.count()) == (1, 1)


def test_many_people_supporting_at_once_all_count():
    idea, people = make.idea(), [make.person() for _ in range(AT_ONCE)]
    at_once(*[lambda person=person: services.support(by=person, idea=idea) for person in people])
    idea.refresh_from_db()
    assert (idea.support_count, Support.objects.count()) == (AT_ONCE, AT_ONCE)


def test_supporting_and_taking_back_at_once_ends_with_a_true_count():
    idea, people = make.idea(), [make.person() for _ in range(AT_ONCE // 2)]
    for person in people[:3]:
        services.support(by=person, idea=idea)
    deeds = [lambda person=person: services.support(by=person, idea=idea) for person in people]
    deeds += [lambda person=person: services.withdraw_support(by=person, idea=idea) for person in people]
    at_once(*deeds)
    idea.refresh_from_db()
    assert idea.support_count == Support.objects.filter(idea=idea).count()


def test_one_form_sent_many_times_at_once_makes_one_idea():
    stage, ana, key = make.of(make.stage()), make.person(), make.token()
    given = {"by": ana, "stage": stage, "title": "Pay the permit by the month", "text": make.LONG, "submission": key}
    made = at_once(*[lambda: services.submit(**given)] * AT_ONCE)
    assert {idea.pk for idea in made} == {Idea.objects.get().pk}
    assert Thread.objects.count() == 1


def test_two_officials_deciding_at_once_leave_one_decision():
    office = make.body()
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    officials = [make.official(body=office) for _ in range(2)]
    services.change_state(by=officials[0], idea=idea, new=IdeaState.CONSIDERED)
    ways = [IdeaState.ACCEPTED, IdeaState.DECLINED]
    done = at_once(
        *[
            lambda by=by, new=new: services.change_state(by=by, idea=idea, new=new, note="Decided.").state
            for by, new in zip(officials, ways, strict=True)
        ]
    )
    idea.refresh_from_db()
    assert sorted(done) == sorted([idea.state, "state"])
    assert list(StateChange.objects.values_list("old", "new")) == [
        ("published", "considered"),
        ("considered", idea.state),
    ]


def test_a_decision_and_supports_at_once_keep_each_to_the_rules():
    office = make.body()
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    ruiz, people = make.official(body=office), [make.person() for _ in range(AT_ONCE - 1)]
    deeds = [lambda person=person: services.support(by=person, idea=idea) and "in time" for person in people]
    done = at_once(*deeds, lambda: services.change_state(by=ruiz, idea=idea, new=IdeaState.ACCEPTED) and "changed")
    idea.refresh_from_db()
    assert set(done) <= {"in time", "decided", "changed"}
    assert idea.support_count == Support.objects.count() == done.count("in time")


def test_posts_at_once_are_numbered_and_counted_without_gap():
    idea, people = make.idea(), [make.person() for _ in range(AT_ONCE)]
    at_once(*[lambda by=by: deliberation.post(by=by, thread=idea.thread, text="Me, too") for by in people])
    thread = Thread.objects.get()
    assert sorted(Post.objects.values_list("number", flat=True)) == list(range(1, AT_ONCE + 1))
    assert (thread.post_count, thread.change) == (AT_ONCE, AT_ONCE)


def test_one_post_sent_many_times_at_once_is_one_post():
    idea, noor, key = make.idea(), make.person(), make.token()
    given = {"by": noor, "thread": idea.thread, "text": "Once", "submission": key}
    at_once(*[lambda: deliberation.post(**given)] * AT_ONCE)
    assert (Post.objects.count(), Thread.objects.get().post_count) == (1, 1)


def test_nobody_outruns_the_pace_by_sending_everything_at_once():
    stage, noor = make.of(make.stage()), make.person()
    deeds = [
        lambda number=number: services.submit(
            by=noor, stage=stage, title=f"Bench number {number}", text="By the river, where one can rest."
        )
        for number in range(PACE + 3)
    ]
    answers = at_once(*deeds)
    assert answers.count("pace") == 3
    assert Idea.objects.count() == PACE
