"""Who may write at a step, when, and how the thread comes to be."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from commons.jobs.services.running import run_next
from commons.moderation.adapters import adapter_of
from commons.notifications import selectors as news
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing, described
from participation.deliberation import services as threads
from participation.deliberation.models import Post, Thread
from participation.deliberation.rules import PostState
from participation.deliberation.services import PostRefused
from participation.places import selectors, services
from participation.places.models import Discussion
from tests.guides.walkthroughs.factories import translate
from tests.participation import factories as make

from . import factories as steps

pytestmark = pytest.mark.django_db


def test_the_first_post_makes_the_thread_and_the_next_finds_it():
    guide = steps.guide()
    assert Discussion.objects.count() == Thread.objects.count() == 0
    first, second = steps.said(guide), steps.said(guide, text="And a pen.")
    elsewhere = steps.said(guide, number=1)
    assert first.thread == second.thread != elsewhere.thread
    assert Discussion.objects.get(thread=first.thread).title == "Show where you live"
    assert Discussion.objects.count() == 2


def test_the_thread_is_one_for_all_languages():
    guide = steps.guide()
    first = steps.said(guide)
    with override("fr"):
        second = steps.said(translate(guide), text="Et un stylo.")
    assert (second.thread, second.language) == (first.thread, "fr")


def test_the_database_knows_one_thread_a_step():
    held = Discussion.objects.get(thread=steps.said(steps.guide()).thread)
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.create(anchor=held.anchor, thread=threads.open_thread(kind=Discussion.KIND), title="")


def refused(deed):
    with pytest.raises(PostRefused) as told:
        deed()
    assert Post.objects.filter(text="Late").count() == 0
    return told.value.code


STATES = {
    "public": lambda guide: None,
    "not live": lambda guide: guide.unpublish(),
    "restricted": steps.restrict,
    "without the step": steps.withdraw_step,
}


@pytest.mark.parametrize(
    ("state", "begins", "goes_on"),
    [
        ("public", "", ""),
        ("not live", "not-found", "not-found"),
        ("restricted", "not-found", "not-found"),
        ("without the step", "not-found", "closed"),
    ],
)
def test_people_write_while_the_step_is_there_for_all_to_read(state, begins, goes_on):
    guide = steps.guide()
    keys = {"page_key": guide.translation_key, "step_key": steps.step(guide).translation_key}
    begun = steps.said(guide)
    STATES[state](guide)
    noor = make.person(name="noor")

    def begin():
        return services.begin(by=noor, text="Late", **keys)

    def go_on():
        return threads.post(by=noor, thread=begun.thread, parent=begun, text="Late")

    for deed, code in ((begin, begins), (go_on, goes_on)):
        if code:
            assert refused(deed) == code
        else:
            assert deed().thread == begun.thread


@pytest.mark.parametrize(("state", "edits"), [("public", ""), ("not live", "not-found"), ("restricted", "not-found")])
def test_what_was_said_is_hidden_shown_again_and_taken_back_also_while_nobody_may_read_it(state, edits):
    guide, moderator = steps.guide(), make.moderator()
    post = steps.said(guide)
    STATES[state](guide)

    def edit():
        return threads.edit(by=post.author, post=post, text="Late")

    assert (refused(edit) if edits else "") == edits
    done = [
        threads.hide(by=moderator, post=post).state,
        threads.restore(by=moderator, post=post).state,
        threads.withdraw(by=post.author, post=post).state,
    ]
    assert done == [PostState.HIDDEN, PostState.SHOWN, PostState.WITHDRAWN]


def test_nothing_is_made_where_nothing_may_be_said():
    guide = steps.guide()
    key = guide.translation_key
    assert refused(lambda: services.begin(by=make.person(), page_key=key, step_key=uuid4(), text="Late")) == "not-found"
    step = steps.step(guide).translation_key
    assert refused(lambda: services.begin(by=make.person(), page_key=key, step_key=step, text=" ")) == "empty"
    paused = AnonymousUser()
    assert refused(lambda: services.begin(by=paused, page_key=key, step_key=step, text="Late")) == "sign-in"
    assert Discussion.objects.count() == Thread.objects.count() == 0


def test_sent_twice_is_said_once():
    guide, ana, sent = steps.guide(), make.person(), uuid4()
    first = steps.said(guide, by=ana, submission=sent)
    assert steps.said(guide, by=ana, submission=sent) == first
    assert Post.objects.count() == 1


def told(person):
    while run_next():
        pass
    return [(one.line, one.said) for one in news.notifications(person).object_list]


def test_who_begins_and_who_follows_are_told_of_more_and_others_are_not():
    guide, ana, follower, bystander = steps.guide(), *(make.person(name=name) for name in ("ana", "fay", "bo"))
    first = steps.said(guide, by=ana)
    found = Discussion.objects.get(thread=first.thread)
    assert told(follower) == []
    notifications.follow(by=follower, thing=Thing(Discussion.KIND, str(found.pk)))
    steps.said(guide, number=1, by=bystander)
    threads.post(by=bystander, thread=first.thread, text="And a pen.")
    line = "A new post in “Show where you live”"
    assert told(ana) == told(follower) == [(line, "And a pen.")]
    assert told(bystander) == []


def test_what_is_followed_is_named_in_the_readers_language_while_everyone_may_read_it():
    guide = steps.guide()
    thing = Thing(Discussion.KIND, str(Discussion.objects.get(thread=steps.said(guide).thread).pk))
    french = translate(guide)
    step = steps.step(french)
    type(step).objects.filter(pk=step.pk).update(title="Montrez où vous habitez")
    with override("fr"):
        [words] = described(make.VISITOR, [thing]).values()
        assert words.label == "Montrez où vous habitez"
        assert words.address.startswith("/fr/discuss/")
    steps.restrict(guide)
    steps.restrict(french)
    assert described(make.person(), [thing]) == {}


def test_three_that_are_followed_cost_as_much_to_name_as_one(django_assert_num_queries):
    guides = [steps.guide(title=f"Guide {number}") for number in range(3)]
    noor = make.person()
    threads_of = [steps.said(guide, by=noor).thread for guide in guides]
    translate(guides[0])
    keys = list(Discussion.objects.filter(thread__in=threads_of).order_by("pk").values_list("pk", flat=True))
    selectors.discussed(noor, keys)  # reads the roots of the sites, which are kept
    for some in (keys[:1], keys):
        with django_assert_num_queries(5):  # discussions, restrictions, pages, what guides are, their steps
            found = selectors.discussed(noor, some)
        assert [place.label for _row, place in found] == ["Show where you live"] * len(some)
    steps.withdraw_step(guides[1])
    steps.restrict(guides[2])
    assert [place.label for _row, place in selectors.discussed(noor, keys)] == ["Show where you live", "Guide 1"]


def test_moderators_see_the_place_and_the_office_also_when_it_is_gone():
    guide = steps.guide()
    post = steps.said(guide)
    reports = adapter_of("post")
    thing = reports.thing(post.pk)
    assert (thing.title, thing.body) == ("Show where you live", guide.service.body_id)
    assert reports.visible_to(make.VISITOR, post.pk) is True
    step = steps.step(guide)
    type(step).objects.filter(pk=step.pk).update(title="Renamed in secret")
    guide.unpublish()
    thing = reports.thing(post.pk)
    assert (thing.title, thing.body) == ("Show where you live", None)
    assert reports.visible_to(make.person(), post.pk) is False


def test_the_person_is_locked_before_anything_is_made(monkeypatch):
    guide, order = steps.guide(), []
    for name in ("take_turn", "anchor_for"):
        deed = getattr(services, name)
        monkeypatch.setattr(services, name, lambda name=name, deed=deed, **given: order.append(name) or deed(**given))
    steps.said(guide)
    assert order == ["take_turn", "anchor_for"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_who_begin_at_once_meet_in_one_thread():
    guide, people = steps.guide(), [make.person() for _ in range(6)]
    keys = {"page_key": guide.translation_key, "step_key": steps.step(guide).translation_key}
    gate = Barrier(len(people))

    def begin(person):
        try:
            gate.wait()
            return services.begin(by=person, text="First!", **keys).thread_id
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        assert len(set(pool.map(begin, people))) == 1
    assert (Discussion.objects.count(), Thread.objects.count(), Thread.objects.get().post_count) == (1, 1, len(people))
