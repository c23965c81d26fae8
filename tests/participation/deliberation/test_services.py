"""Deeds in threads: what is stored, counted, numbered and announced, and what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.deliberation import services
from participation.deliberation.events import PostAdded, PostChanged
from participation.deliberation.models import Post, Thread
from participation.deliberation.rules import PostState, ThreadState
from participation.deliberation.services import PostRefused
from participation.ideas import services as ideas
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def refused(deed, **given):
    with pytest.raises(PostRefused) as caught:
        deed(**given)
    assert caught.value.message
    return caught.value.code, caught.value.field


def counted(thread):
    """The count kept with the thread and a recount."""
    thread.refresh_from_db()
    return thread.post_count, thread.posts.filter(state=PostState.SHOWN).count()


def test_posts_have_their_place_and_are_counted_and_numbered():
    idea, noor = make.idea(), make.person()
    first = services.post(by=noor, thread=idea.thread, text="  One\r\n\x00 ")
    reply = services.post(by=noor, thread=idea.thread, text="Two", parent=first)
    deeper = services.post(by=noor, thread=idea.thread, text="Three", parent=reply)
    places = [(p.parent_id, p.root_id, p.depth, p.number, p.text) for p in (first, reply, deeper)]
    assert places == [
        (None, None, 0, 1, "One"),
        (first.pk, first.pk, 1, 2, "Two"),
        (reply.pk, first.pk, 2, 3, "Three"),
    ]
    assert counted(idea.thread) == (3, 3)


def test_withdrawing_hiding_and_restoring_keep_the_count_and_the_place():
    idea, mod = make.idea(), make.moderator()
    first = make.post(on=idea)
    reply = make.post(on=idea, parent=first)
    services.withdraw(by=first.author, post=first)
    assert counted(idea.thread) == (1, 1)
    services.hide(by=mod, post=reply)
    assert counted(idea.thread) == (0, 0)
    services.restore(by=mod, post=reply)
    assert counted(idea.thread) == (1, 1)
    assert Post.objects.count() == 2
    assert refused(services.withdraw, by=first.author, post=first) == ("nothing-to-do", None)
    assert refused(services.post, by=mod, thread=idea.thread, text="Why?", parent=first) == ("gone", None)
    assert counted(idea.thread) == (1, 1)


def test_an_own_post_can_be_put_right_for_a_while():
    post = make.post(on=make.idea())
    assert services.edit(by=post.author, post=post, text="Better").edited_at is not None
    assert refused(services.edit, by=make.person(), post=post, text="Mine") == ("not-yours", None)
    Post.objects.update(created_at=timezone.now() - timedelta(minutes=31))
    assert refused(services.edit, by=post.author, post=post, text="Too late") == ("too-late", None)
    post.refresh_from_db()
    assert post.text == "Better"


def test_the_same_submission_again_is_the_same_post():
    idea, noor, key = make.idea(), make.person(), uuid4()
    made = [services.post(by=noor, thread=idea.thread, text="Once", submission=key) for _ in range(3)]
    assert len({post.pk for post in made}) == 1
    assert counted(idea.thread) == (1, 1)


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \n\t ", "empty"), ("\u200b\u202e", "empty"), ("x" * 5001, "long")]
)
def test_words_that_do_not_do(text, code):
    idea = make.idea()
    assert refused(services.post, by=make.person(), thread=idea.thread, text=text) == (code, "text")
    assert counted(idea.thread) == (0, 0)


def test_a_reply_stays_in_its_thread():
    here, elsewhere = make.idea(), make.idea()
    stranger = make.post(on=elsewhere)
    given = {"by": make.person(), "thread": here.thread, "text": "Forged", "parent": stranger}
    assert refused(services.post, **given) == ("not-found", None)


def test_only_an_official_of_the_office_speaks_for_it():
    office, idea = make.body(), make.idea()
    ruiz = make.official(body=office)
    assert services.post(by=ruiz, thread=idea.thread, text="Yes.", spoken_for=office).spoken_for == office
    for pretender in (make.person(), make.official(body=make.body())):
        given = {"by": pretender, "thread": idea.thread, "text": "Yes.", "spoken_for": office}
        assert refused(services.post, **given) == ("not-allowed", "spoken_for")


def test_so_many_posts_at_once():
    idea, noor = make.idea(), make.person()
    for number in range(10):
        services.post(by=noor, thread=idea.thread, text=f"Post {number}")
    assert refused(services.post, by=noor, thread=idea.thread, text="Post 11") == ("pace", None)
    assert services.post(by=make.person(), thread=idea.thread, text="Somebody else").pk


@pytest.mark.parametrize(
    ("end", "code"), [("thread", "closed"), ("stage", "closed"), ("idea", "not-found"), ("page", "not-found")]
)
def test_nothing_is_said_where_it_is_over(end, code):
    stage = make.stage()
    idea = make.idea(on=stage)
    if end == "thread":
        Thread.objects.update(state=ThreadState.CLOSED)
    elif end == "stage":
        type(stage).objects.update(closes_at=timezone.now() - timedelta(hours=1))
    elif end == "idea":
        ideas.withdraw(by=idea.author, idea=idea)
    else:
        stage.unpublish()
    assert refused(services.post, by=make.person(), thread=idea.thread, text="Hello?")[0] == code


@pytest.mark.parametrize("end", ["idea", "page"])
def test_what_was_said_is_hidden_shown_again_and_taken_back_where_it_is_over(end):
    stage, mod = make.stage(), make.moderator()
    idea = make.idea(on=stage)
    post = make.post(on=idea)
    if end == "idea":
        ideas.withdraw(by=idea.author, idea=idea)
    else:
        stage.unpublish()
    assert refused(services.edit, by=post.author, post=post, text="Better")[0] == "not-found"
    assert services.hide(by=mod, post=post).state == PostState.HIDDEN
    assert services.restore(by=mod, post=post).state == PostState.SHOWN
    assert refused(services.withdraw, by=make.person(), post=post)[0] == "not-yours"
    assert services.withdraw(by=post.author, post=post).state == PostState.WITHDRAWN


def test_a_post_is_announced_once_stored_and_never_when_rolled_back(django_capture_on_commit_callbacks, monkeypatch):
    told = []
    monkeypatch.setattr(services, "publish", told.append)
    idea, noor = make.idea(), make.person()
    post = services.post(by=noor, thread=idea.thread, text="Hello")
    assert told == [PostAdded(thread_id=idea.thread_id, post_id=post.pk)]
    assert told[0].room == f"thread.{idea.thread_id}"
    refused(services.post, by=noor, thread=idea.thread, text="")
    assert len(told) == 1


def test_every_change_of_a_post_has_a_number_and_is_announced(monkeypatch):
    idea, mod = make.idea(), make.moderator()
    post = make.post(on=idea)
    told = []
    monkeypatch.setattr(services, "publish", told.append)
    changes = [
        services.edit(by=post.author, post=post, text="Better").changed,
        services.hide(by=mod, post=post).changed,
        services.restore(by=mod, post=post).changed,
        services.withdraw(by=post.author, post=post).changed,
    ]
    assert changes == [2, 3, 4, 5]
    assert told == [PostChanged(thread_id=idea.thread_id, post_id=post.pk)] * 4
    refused(services.hide, by=mod, post=post)
    post.refresh_from_db()
    assert (post.number, post.changed, len(told)) == (1, 5, 4)


def test_the_database_keeps_places_and_states_sound():
    idea = make.idea()
    post = make.post(on=idea)
    for wrong in (
        lambda: Post.objects.filter(pk=post.pk).update(state="odd"),
        lambda: Post.objects.filter(pk=post.pk).update(depth=3),
        lambda: Thread.objects.update(state="ajar"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
