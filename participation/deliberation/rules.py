"""Who may do what in a thread: roles, the thread's state and the post's state, as tables. Imports no models."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: The name by which what reports and decides on posts knows them.
KIND = "post"
#: How long the words of a post may be put right by the person who wrote them.
EDIT_WINDOW = timedelta(minutes=30)
#: Characters of a post, at most.
LONGEST_POST = 5_000
#: Posts one person may write in PACE_WINDOW, over all threads.
PACE, PACE_WINDOW = 10, timedelta(minutes=5)


class ThreadState(TextChoices):
    """Whether a thread takes new posts."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class PostState(TextChoices):
    """What became of a post. Its place stays in every case, so that replies keep their sense."""

    SHOWN = "shown", _("Shown")
    HIDDEN = "hidden", _("Hidden by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")


class Role(TextChoices):
    """What a person is to a thread or a post. One person may be several of these."""

    ANYONE = "anyone", _("Anyone")
    PERSON = "person", _("Somebody signed in")
    AUTHOR = "author", _("The author of the post")
    MODERATOR = "moderator", _("A moderator")


class Deed(TextChoices):
    """What can be done in a thread."""

    POST = "post", _("Write a post")
    EDIT = "edit", _("Edit")
    WITHDRAW = "withdraw", _("Withdraw")
    HIDE = "hide", _("Hide")
    RESTORE = "restore", _("Restore")


class Reason(TextChoices):
    """Why a deed is refused, in the words the person reads."""

    SIGN_IN = "sign-in", _("Sign in first. What you typed is kept.")
    NOT_YOURS = "not-yours", _("Only the person who wrote this can do that.")
    NOT_ALLOWED = "not-allowed", _("Only a moderator can do that.")
    CLOSED = "closed", _("This discussion is closed. You can still read it.")
    GONE = "gone", _("This post is no longer shown, so it can’t be changed or answered.")
    TOO_LATE = "too-late", _("A post can be changed for 30 minutes after it was sent. Write a reply to add something.")
    NOTHING_TO_DO = "nothing-to-do", _("That has already been done.")


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the table: who may, in which state of the thread, for a post in which states."""

    role: Role
    threads: AbstractSet[ThreadState]
    posts: AbstractSet[PostState]
    window: timedelta | None = None


EITHER = frozenset(ThreadState)
GRANTS: dict[Deed, Grant] = {
    # For POST the state is that of the post replied to; a new branch of the thread counts as SHOWN.
    Deed.POST: Grant(Role.PERSON, frozenset({ThreadState.OPEN}), frozenset({PostState.SHOWN})),
    Deed.EDIT: Grant(Role.AUTHOR, frozenset({ThreadState.OPEN}), frozenset({PostState.SHOWN}), EDIT_WINDOW),
    Deed.WITHDRAW: Grant(Role.AUTHOR, EITHER, frozenset({PostState.SHOWN})),
    Deed.HIDE: Grant(Role.MODERATOR, EITHER, frozenset({PostState.SHOWN})),
    Deed.RESTORE: Grant(Role.MODERATOR, EITHER, frozenset({PostState.HIDDEN})),
}
#: The state a post is in after a deed on it.
OUTCOMES = {
    Deed.WITHDRAW: PostState.WITHDRAWN,
    Deed.HIDE: PostState.HIDDEN,
    Deed.RESTORE: PostState.SHOWN,
}


def refusal(
    deed: Deed,
    roles: AbstractSet[Role],
    thread: ThreadState,
    post: PostState = PostState.SHOWN,
    age: timedelta = timedelta(0),
) -> Reason | None:
    """Say why the deed is refused, the most useful reason first, or None where it is allowed."""
    grant = GRANTS[deed]
    if Role.PERSON not in roles:
        return Reason.SIGN_IN
    if grant.role not in roles:
        return Reason.NOT_ALLOWED if grant.role == Role.MODERATOR else Reason.NOT_YOURS
    if thread not in grant.threads:
        return Reason.CLOSED
    if post not in grant.posts:
        return Reason.NOTHING_TO_DO if post == OUTCOMES.get(deed) else Reason.GONE
    if grant.window is not None and age > grant.window:
        return Reason.TOO_LATE
    return None


def age_of(created: datetime, now: datetime) -> timedelta:
    """Tell how long ago something was written; a clock that went back counts as no time at all."""
    return max(now - created, timedelta(0))
