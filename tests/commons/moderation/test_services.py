"""Reports, decisions and appeals, each through its service."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.directory.models import Membership
from commons.moderation import selectors, services
from commons.moderation.models import Appeal, Decision, PolicyPage, PolicyRule, Report, Reportable
from commons.moderation.rules import APPEAL_WINDOW, LONGEST_REPORT, ModerationRefused, Outcome, Verdict
from commons.notifications.models import Notification
from participation.deliberation import services as deliberation
from participation.ideas import selectors as ideas
from participation.ideas import services as idea_services
from participation.ideas.models import Idea
from participation.ideas.rules import IdeaState
from participation.live_qa.models import Question
from participation.live_qa.rules import QuestionState
from tests.commons.moderation import factories as make
from tests.participation import factories as town
from tests.participation.live_qa import factories as live

pytestmark = pytest.mark.django_db


def refused(code, deed, **given):
    with pytest.raises(ModerationRefused) as refusal:
        deed(**given)
    assert refusal.value.code == code
    return refusal.value


def told(person):
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def post():
    make.policy()
    return town.post(on=town.idea())


def test_a_report_counts_once_for_each_participant_and_waits_for_a_moderator(post):
    ana = make.participant()
    first = make.report(post=post, by=ana, words="Look at the second line.")
    assert make.report(post=post, by=ana, rule=1) == first
    make.report(post=post)
    post.refresh_from_db()
    assert (Report.objects.count(), post.reportable.waiting_since is not None, post.state) == (2, True, "shown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(reportable=post.reportable, participant=first.participant, rule_key=first.rule_key)


@pytest.mark.parametrize("forged", ["", "nonsense", "0b7f6d3e-58a1-4c2d-9a0e-1f2e3d4c5b6a", "1", "\x00"])
def test_a_forged_rule_is_refused(post, forged):
    refused("rule", services.report, by=make.participant(), kind="post", pk=post.pk, rule=forged)
    mod = town.moderator()
    refused(
        "rule", services.decide, by=mod, kind="post", pk=post.pk, outcome=Outcome.HIDE, rule=forged, words="Because."
    )
    assert Reportable.objects.count() == 0


def test_too_many_words_and_what_is_not_shown_are_refused(post):
    rule = make.policy()[0]
    long = "a" * (LONGEST_REPORT + 1)
    refused("long", services.report, by=make.participant(), kind="post", pk=post.pk, rule=rule, words=long)
    refused("not-found", services.report, by=make.participant(), kind="nothing", pk=post.pk, rule=rule)
    refused("not-found", services.report, by=make.participant(), kind="post", pk=10**30, rule=rule)
    deliberation.withdraw(by=post.author, post=post)
    refused("not-found", services.report, by=make.participant(), kind="post", pk=post.pk, rule=rule)


def test_a_flood_against_one_person_is_slowed_and_hides_nothing(post):
    ana, rule = make.participant(), make.policy()[0]
    idea = Idea.objects.get(thread=post.thread_id)
    posts = [post, *(town.post(on=idea, by=post.author, text=f"Said {number}") for number in range(5))]
    for one in posts[:5]:
        services.report(by=ana, kind="post", pk=one.pk, rule=rule, address="10.0.0.1")
    refused("too-many", services.report, by=ana, kind="post", pk=posts[5].pk, rule=rule, address="10.0.0.1")
    # Somebody else's words can still be reported.
    other = town.post(on=idea, by=town.person(), text="Another")
    services.report(by=ana, kind="post", pk=other.pk, rule=rule, address="10.0.0.1")
    for _number in range(15):
        services.report(by=make.participant(), kind="post", pk=post.pk, rule=rule, address="10.0.0.1")
    refused("too-many", services.report, by=make.participant(), kind="post", pk=post.pk, rule=rule, address="10.0.0.1")
    post.refresh_from_db()
    assert post.state == "shown"


def test_hiding_tells_the_author_and_who_reported_signed_in_and_nobody_else(post):
    ana, mod = town.person(), town.moderator()
    make.report(post=post, by=make.participant(person=ana))
    make.report(post=post)
    decision = make.decide(post=post, by=mod)
    post.refresh_from_db()
    assert (post.state, post.reportable.waiting_since, decision.rule_number) == ("hidden", None, 1)
    assert (told(post.author), told(ana), told(mod)) == (["moderation.decided"], ["moderation.reported"], [])
    notice = Notification.objects.get(person=post.author)
    assert (notice.address, notice.said["params"]["text"]) == (f"/moderation/decisions/{decision.pk}/", make.WORDS)
    make.decide(post=post, by=mod, outcome=Outcome.RESTORE, words="")
    post.refresh_from_db()
    assert post.state == "shown"


def test_a_decision_needs_a_rule_words_and_a_moderator(post):
    mod, rule = town.moderator(), make.policy()[0]
    given = {"kind": "post", "pk": post.pk, "outcome": Outcome.HIDE}
    refused("empty", services.decide, by=mod, rule=rule, words=" ", **given)
    refused("not-allowed", services.decide, by=town.person(), rule=rule, words="So.", **given)
    refused("days", services.decide, by=mod, rule=rule, words="So.", days=7, **given)
    refused("own", services.decide, by=mod, rule=rule, words="So.", **{**given, "pk": own(mod, post).pk})
    assert Decision.objects.count() == 0


def own(mod, post):
    return town.post(on=Idea.objects.get(thread=post.thread_id), by=mod, text="Mine")


def test_a_moderator_of_one_body_does_not_reach_anothers_things(post):
    idea = Idea.objects.get(thread=post.thread_id)
    theirs = ideas.stage_for_change(idea).consultation.body
    elsewhere, here = town.moderator(), town.moderator()
    Membership.objects.create(person=elsewhere, body=town.body(slug="waste"))
    Membership.objects.create(person=here, body=theirs)
    make.report(post=post)
    post.refresh_from_db()
    assert selectors.case(elsewhere, "post", post.pk) is None
    assert (list(selectors.queue(elsewhere)), selectors.load(elsewhere).waiting) == ([], 0)
    refused("not-allowed", make.decide, post=post, by=elsewhere)
    refused("not-allowed", services.hand, by=elsewhere, reportable=post.reportable, to=elsewhere)
    refused("not-allowed", services.hand, by=here, reportable=post.reportable, to=elsewhere)
    decision = make.decide(post=post, by=here)
    appeal = services.appeal(by=post.author, decision=decision, words="It was a quotation.")
    given = {"verdict": Verdict.OVERTURNED, "words": "Right."}
    refused("not-allowed", services.decide_appeal, by=elsewhere, appeal=appeal, **given)


def test_the_second_of_two_moderators_is_told_what_the_first_decided(post):
    first, second = town.moderator(name="first"), town.moderator(name="second")
    make.report(post=post)
    make.decide(post=post, by=first, seen=0)
    late = refused("meanwhile", make.decide, post=post, by=second, outcome=Outcome.KEEP, seen=0)
    assert "first decided this meanwhile: Hidden" in late.message
    assert Decision.objects.count() == 1


def test_an_appeal_is_the_authors_once_and_decided_by_another(post):
    first, second = town.moderator(), town.moderator()
    decision = make.decide(post=post, by=first)
    refused("not-allowed", services.appeal, by=town.person(), decision=decision, words="No.")
    refused("empty", services.appeal, by=post.author, decision=decision, words=" ")
    appeal = services.appeal(by=post.author, decision=decision, words="It was a quotation.")
    assert services.appeal(by=post.author, decision=decision, words="Again") == appeal
    given = {"appeal": appeal, "verdict": Verdict.OVERTURNED, "words": "It was: you are right."}
    refused("same", services.decide_appeal, by=first, **given)
    refused("empty", services.decide_appeal, by=second, **{**given, "words": ""})
    refused("verdict", services.decide_appeal, by=second, **{**given, "verdict": Verdict.WAITING})
    services.decide_appeal(by=second, **given)
    post.refresh_from_db()
    assert (post.state, told(post.author)) == ("shown", ["moderation.decided", "moderation.appealed"])
    refused("meanwhile", services.decide_appeal, by=second, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(by=first)


def test_an_appeal_comes_in_time_and_undoes_nothing_that_was_decided_later(post):
    first, second = town.moderator(), town.moderator()
    old = make.decide(post=post, by=first)
    appeal = services.appeal(by=post.author, decision=old, words="Please.")
    make.decide(post=post, by=first, outcome=Outcome.RESTORE, words="")
    make.decide(post=post, by=first, rule=1)
    services.decide_appeal(by=second, appeal=appeal, verdict=Verdict.OVERTURNED, words="The first was wrong.")
    post.refresh_from_db()
    assert post.state == "hidden"
    later = Decision.objects.exclude(pk=old.pk).filter(outcome=Outcome.HIDE).get()
    Decision.objects.filter(pk=later.pk).update(at=timezone.now() - APPEAL_WINDOW)
    later.refresh_from_db()
    refused("not-allowed", services.appeal, by=post.author, decision=later, words="Late.")


def test_an_author_changes_what_was_asked_however_old_it_is_and_it_waits_again(
    post, django_capture_on_commit_callbacks
):
    mod = town.moderator()
    type(post).objects.update(created_at=timezone.now() - timedelta(days=9))
    make.decide(post=post, by=mod, outcome=Outcome.ASK_EDIT, words="Leave the number plate out.")
    with django_capture_on_commit_callbacks(execute=True):
        deliberation.edit(by=post.author, post=post, text="Without the plate.")
    post.refresh_from_db()
    handle = Reportable.objects.get(pk=post.reportable_id)
    assert (post.text, handle.edit_asked, handle.waiting_since is not None) == ("Without the plate.", False, True)
    with pytest.raises(deliberation.PostRefused):
        deliberation.edit(by=post.author, post=post, text="Once more.")


def test_who_is_paused_can_write_nowhere_until_it_is_over_or_lifted(post):
    first, second = town.moderator(), town.moderator()
    idea, author = Idea.objects.get(thread=post.thread_id), post.author
    decision = make.decide(post=post, by=first, outcome=Outcome.PAUSE, days=7)
    post.refresh_from_db()
    assert post.state == "shown"
    refused("paused", town.post, on=idea, by=author, text="More")
    refused("paused", town.idea, by=author)
    session = live.session()
    refused("paused", live.services.ask, by=live.participant(person=author), session=session, text="Why?", name="A")
    appeal = services.appeal(by=author, decision=decision, words="That was not me.")
    services.decide_appeal(by=second, appeal=appeal, verdict=Verdict.OVERTURNED, words="True.")
    town.post(on=idea, by=author, text="Thank you")


def test_a_hidden_idea_leaks_nowhere_and_comes_back_where_it_was():
    rule, mod, noor = make.policy()[0], town.moderator(), town.person()
    body = town.body()
    page = town.stage(under=town.consultation(asked_by=body))
    idea, kept = town.idea(on=page, title="A secret plan to hide"), town.idea(on=page, title="Another that stays")
    official = town.official(body=body)
    idea_services.change_state(by=official, idea=idea, new=IdeaState.CONSIDERED)
    since = Idea.objects.get(pk=idea.pk).state_since
    post = town.post(on=idea)
    given = {"by": mod, "kind": "idea", "pk": idea.pk}
    services.decide(outcome=Outcome.HIDE, rule=rule, words="Not here.", **given)
    visitor = town.VISITOR
    assert set(ideas.visible_ideas(noor)) == {kept}
    assert list(ideas.listed(visitor, page.translation_key, {})) == [kept.pk]
    assert ideas.in_this_order(visitor, [idea.pk]) == []
    assert ideas.idea(noor, idea.pk) is None
    assert ideas.others(visitor, kept) == []
    assert type(page).tallies([page]) == {page.pk: ["1 idea"]}
    assert selectors.hidden_under([Idea.objects.get(pk=idea.pk).reportable_id]) != {}
    from participation.deliberation.selectors import changes_after, thread
    from participation.deliberation.selectors import post as read

    assert thread(noor, idea.thread_id) is None
    assert read(noor, post.pk, idea.thread_id) is None
    assert changes_after(visitor, idea.thread, 0) == []
    services.decide(outcome=Outcome.RESTORE, seen=1, **given)
    back = Idea.objects.get(pk=idea.pk)
    assert (back.state, back.state_since) == (IdeaState.CONSIDERED, since)


def test_a_hidden_question_leaves_the_room_and_no_host_brings_it_back():
    rule, mod = make.policy()[0], town.moderator()
    session = live.session()
    asker = live.participant()
    question = live.question(session=session, by=asker, state=QuestionState.ANSWERED)
    services.decide(by=mod, kind="question", pk=question.pk, outcome=Outcome.HIDE, rule=rule, words="A name.")
    from participation.live_qa import selectors as rooms

    room = rooms.room_for(None, session, "answered")
    assert (room.questions, room.counts["answered"]) == ([], 0)
    own = rooms.own_parts(code=session.code, participants=[asker.key_in(session.pk)]).popitem()[1]["questions"][0]
    assert (own["state"], own["reason"]) == ("hidden", "Rule 1: Respect people")
    assert rooms.frame(for_hosts=True, code=session.code, since=None).body["questions"] == []
    with pytest.raises(live.services.deeds.LiveRefused):
        live.services.approve(by=live.host(), question=question)
    services.decide(by=mod, kind="question", pk=question.pk, outcome=Outcome.RESTORE, seen=1)
    assert Question.objects.get(pk=question.pk).state == QuestionState.ANSWERED


def test_rules_keep_their_keys_when_they_are_moved_and_reworded(post):
    keys = make.policy()
    decision = make.decide(post=post, by=town.moderator(), rule=0)
    page = PolicyPage.objects.get()
    first, _second, third = page.rules.order_by("sort_order")
    PolicyRule.objects.filter(pk=first.pk).update(sort_order=9, title="Respect everyone")
    assert selectors.rule_of(decision).label == "Rule 3: Respect everyone"
    assert [str(rule.key) for rule in selectors.rules()] == [keys[1], keys[2], keys[0]]
    PolicyRule.objects.filter(pk=first.pk).delete()
    assert selectors.rule_of(decision).label == "Rule 1: Respect people"
    assert str(third.translation_key) == keys[2]


def test_cases_are_handed_to_another(post):
    mod, other = town.moderator(), town.moderator()
    make.report(post=post)
    post.refresh_from_db()
    services.hand(by=mod, reportable=post.reportable, to=other)
    assert (selectors.load(other).mine, selectors.load(mod).mine) == (1, 0)
    services.hand(by=other, reportable=post.reportable, to=None)
    assert selectors.load(other).mine == 0
    refused("not-allowed", services.hand, by=mod, reportable=post.reportable, to=town.person())
