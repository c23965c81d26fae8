"""Deeds in threads: post, edit, withdraw, hide, restore. Each checks, writes and announces in one transaction."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.answers.selectors import may_speak_for
from commons.directory.models import PublicBody
from commons.moderation.selectors import asked_to_edit
from commons.moderation.services import note_edited, refuse_paused
from commons.people.refusals import Refused
from commons.people.services import take_turn
from commons.realtime.services import publish
from commons.ui.plain_text import tidy

from . import telling
from .adapters import owner_of
from .events import PostAdded, PostChanged
from .models import Post, Thread
from .rules import (
    LONGEST_POST,
    OUTCOMES,
    PACE,
    PACE_WINDOW,
    Deed,
    PostState,
    Reason,
    age_of,
    refusal,
)
from .selectors import roles, thread_state


class PostRefused(Refused):
    """Something can't be done in a thread like this."""

    code = "post"


def open_thread(*, kind: str) -> Thread:
    """Make the thread of a new thing; `kind` names the adapter its app registered."""
    return Thread.objects.create(kind=kind)


def post(
    *,
    by: Any,
    thread: Thread,
    text: str,
    parent: Post | None = None,
    spoken_for: PublicBody | None = None,
    submission: UUID | None = None,
) -> Post:
    """Add a post; the same submission again gives the post it became. Raises PostRefused or ModerationRefused."""
    submission = submission or uuid4()
    refuse_paused(by)
    with transaction.atomic():
        take_turn(person=by)
        thread = Thread.objects.select_for_update().get(pk=thread.pk)
        if parent is not None:
            parent = _fresh(parent.pk, thread)
        _allow(Deed.POST, by, thread, parent)
        sent = Post.objects.filter(author=by, submission=submission).first()
        if sent:
            return sent
        words = _words(text)
        _check_pace(by)
        if spoken_for is not None and not may_speak_for(by, spoken_for):
            raise PostRefused(_("You can’t speak for this office."), code="not-allowed", field="spoken_for")
        return _add(by, thread, parent, words, spoken_for, submission)


def edit(*, by: Any, post: Post, text: str) -> Post:
    """Put the words of an own post right, within the edit window, or when a moderator asked for it.

    Raises PostRefused or ModerationRefused.
    """
    refuse_paused(by)
    with transaction.atomic():
        thread, current = _locked(post)
        _allow(Deed.EDIT, by, thread, current, in_time=asked_to_edit(current.reportable_id))
        words = _words(text)
        if words != current.text:
            current.text, current.edited_at = words, timezone.now()
            _save(thread, current, ["text", "edited_at"], 0)
            transaction.on_commit(lambda: note_edited(handle=current.reportable_id), robust=True)
        return current


def withdraw(*, by: Any, post: Post) -> Post:
    """Take an own post back. Its place and the replies stay. Raises PostRefused."""
    return _change_state(Deed.WITHDRAW, by, post)


def hide(*, by: Any, post: Post) -> Post:
    """Hide a post, as a moderator. Its place and the replies stay. Raises PostRefused."""
    return _change_state(Deed.HIDE, by, post)


def restore(*, by: Any, post: Post) -> Post:
    """Show a hidden post again, as a moderator. Raises PostRefused."""
    return _change_state(Deed.RESTORE, by, post)


def forget_author(*, person: Any) -> None:
    """Take a person's name off what they said; the words and their places stay. Open pages hear of it."""
    with transaction.atomic():
        threads = Thread.objects.filter(posts__author=person).order_by("pk").distinct()
        for pk in list(threads.values_list("pk", flat=True)):
            thread = Thread.objects.select_for_update().get(pk=pk)
            for post in Post.objects.filter(thread=thread, author=person).order_by("pk"):
                post.author = None
                _save(thread, post, ["author"], 0)


def _change_state(deed: Deed, by: Any, post: Post) -> Post:
    with transaction.atomic():
        thread, current = _locked(post)
        _allow(deed, by, thread, current)
        current.state = OUTCOMES[deed]
        _save(thread, current, ["state"], 1 if current.state == PostState.SHOWN else -1)
        return current


def _save(thread: Thread, post: Post, fields: list[str], more: int) -> None:
    """Store a change of a post under a number, by which every open page finds it."""
    post.changed = _count(thread, more)
    post.save(update_fields=[*fields, "changed"])
    publish(PostChanged(thread_id=thread.pk, post_id=post.pk))


def _add(
    by: Any, thread: Thread, parent: Post | None, words: str, spoken_for: PublicBody | None, submission: UUID
) -> Post:
    number = _count(thread, 1)
    added = Post.objects.create(
        thread=thread,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        author=by,
        spoken_for=spoken_for,
        text=words,
        language=get_language() or "",
        wording=owner_of(thread).wording(thread),
        submission=submission,
        number=number,
        changed=number,
    )
    publish(PostAdded(thread_id=thread.pk, post_id=added.pk))
    telling.of_post(added)
    return added


def _locked(post: Post) -> tuple[Thread, Post]:
    """Read the thread and the post as they are, and keep others from changing them until the end."""
    thread = Thread.objects.select_for_update().get(pk=post.thread_id)
    return thread, _fresh(post.pk, thread)


def _fresh(pk: int, thread: Thread) -> Post:
    found = Post.objects.filter(pk=pk, thread=thread).first()
    if found is None:
        raise PostRefused(_("That post is not in this discussion."), code="not-found")
    return found


def _allow(deed: Deed, by: Any, thread: Thread, post: Post | None, *, in_time: bool = False) -> None:
    """Raise PostRefused where the rules or the owner of the thread say no; `in_time` however old the post is."""
    owner = owner_of(thread)
    # What was said is still hidden, shown again and taken back while nobody may read what it is about.
    if deed in (Deed.POST, Deed.EDIT) and not owner.visible_to(by, thread):
        raise PostRefused(_("There is no such discussion."), code="not-found")
    age = age_of(post.created_at, timezone.now()) if post and not in_time else timedelta(0)
    state = PostState(post.state) if post else PostState.SHOWN
    reason = refusal(deed, roles(by, post), thread_state(thread), state, age)
    if reason == Reason.CLOSED:
        raise PostRefused(owner.why_closed(thread) or str(reason.label), code=reason.value)
    if reason is not None:
        raise PostRefused(str(reason.label), code=reason.value)


def _words(text: str) -> str:
    words = tidy(text)
    if not words:
        raise PostRefused(_("Write something first."), code="empty", field="text")
    if len(words) > LONGEST_POST:
        message = _("Use at most %(count)d characters.") % {"count": LONGEST_POST}
        raise PostRefused(message, code="long", field="text")
    return words


def _check_pace(by: Any) -> None:
    """Slow down whoever posts faster than people read."""
    since = timezone.now() - PACE_WINDOW
    if Post.objects.filter(author=by, created_at__gt=since).count() >= PACE:
        raise PostRefused(_("You have sent many posts at once. Wait a few minutes, then send this one."), code="pace")


def _count(thread: Thread, more: int) -> int:
    """Number a change of the thread and keep the count of its posts; give the number."""
    Thread.objects.filter(pk=thread.pk).update(change=F("change") + 1, post_count=F("post_count") + more)
    thread.refresh_from_db(fields=["change", "post_count"])
    return thread.change
