"""Many at once about one thing: one handle, one report each, one decision, one verdict."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from commons.moderation import services
from commons.moderation.models import Appeal, Decision, Report, Reportable
from commons.moderation.rules import ModerationRefused, Outcome, Verdict
from tests.commons.moderation import factories as make
from tests.participation import factories as town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def at_once(*deeds):
    """Start all deeds together, each on a connection of its own; give how each ended."""
    gate = Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait()
            deed()
        except ModerationRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_first_reports_at_once_make_one_handle_and_count_once_for_each():
    make.policy()
    post, ana = town.post(on=town.idea()), make.participant()
    people = [ana, ana, ana, make.participant(), make.participant()]
    assert at_once(*[lambda who=who: make.report(post=post, by=who) for who in people]) == ["done"] * 5
    assert (Reportable.objects.count(), Report.objects.count()) == (1, 3)


def test_of_moderators_at_once_one_decides_and_the_others_are_told():
    rule = make.policy()[0]
    post, mods = town.post(on=town.idea()), [town.moderator() for _ in range(4)]

    def decide(mod, outcome):
        services.decide(by=mod, kind="post", pk=post.pk, outcome=outcome, rule=rule, words="So.")

    outcomes = [Outcome.HIDE, Outcome.KEEP, Outcome.HIDE, Outcome.KEEP]
    deeds = [lambda mod=mod, outcome=outcome: decide(mod, outcome) for mod, outcome in zip(mods, outcomes, strict=True)]
    assert at_once(*deeds) == ["done", "meanwhile", "meanwhile", "meanwhile"]
    assert Decision.objects.count() == 1


def test_an_appeal_has_one_verdict_however_many_give_one():
    make.policy()
    post, first = town.post(on=town.idea()), town.moderator()
    decision = make.decide(post=post, by=first)
    appeal = services.appeal(by=post.author, decision=decision, words="Please look again.")
    others = [town.moderator() for _ in range(3)]
    given = {"appeal": appeal, "verdict": Verdict.OVERTURNED, "words": "So."}
    ended = at_once(*[lambda mod=mod: services.decide_appeal(by=mod, **given) for mod in others])
    assert ended == ["done", "meanwhile", "meanwhile"]
    assert Appeal.objects.get().by in others
