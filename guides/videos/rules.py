"""Where a film stands, what may follow, and what may be uploaded."""

import errno
from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

MAX_UPLOAD_BYTES = 1024 * 1024 * 1024
NOT_A_FILM = _("Upload a film: an MP4, MOV, MKV or WebM file.")
TOO_LARGE = _("The file is larger than 1 GB. Export it smaller, for example in 1080p.")
DISK_TOO_FULL = _("The disk of the site is too full for this film. Tell the people who run it, then try again.")
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says when a file finds no room: a full disk, a quota, a limit of size."""
EXTENSIONS = ("mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "flv")


class State(StrEnum):
    """Where a film stands between its upload and being ready to watch."""

    NEW = "new"
    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"
    UNUSABLE = "unusable"
    """Its file is no film, or not one we take: there is nothing to try again."""


TRANSITIONS: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.PREPARING, State.READY}),
    # Asked for again while it runs: a new file was uploaded.
    State.PREPARING: frozenset({State.PREPARING, State.READY, State.FAILED, State.UNUSABLE}),
    State.READY: frozenset({State.PREPARING, State.READY}),
    State.FAILED: frozenset({State.PREPARING, State.READY}),
    # By another file in its place.
    State.UNUSABLE: frozenset({State.PREPARING, State.READY}),
}


class DescriptionNeed(StrEnum):
    """Whether somebody who can't see the film misses anything that is only shown."""

    UNANSWERED = "unanswered"
    NOT_NEEDED = "not_needed"
    DESCRIBED = "described"


class TrackState(StrEnum):
    """Whether a person has checked the captions."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


def may_become(state: State, following: State) -> bool:
    """Whether a film in `state` may be put into `following`."""
    return following in TRANSITIONS[state]


def description_is_answered(need: DescriptionNeed, *, has_described: bool) -> bool:
    """Whether the question of audio description is answered: a described film that isn't there is no answer."""
    return need == DescriptionNeed.NOT_NEEDED or (need == DescriptionNeed.DESCRIBED and has_described)


def can_be_read(*, has_sound: bool, language: str, checked: Collection[str]) -> bool:
    """Whether what a film says can be read in a language; `checked` are the languages of its captions."""
    return not has_sound or language in checked


def is_whole(needed: Collection[str], made: Collection[str]) -> bool:
    """Whether every rendition a film needs is made: only then is it shown."""
    return bool(needed) and set(needed) <= set(made)
