"""What people may say about a guide, and who may read and answer it."""

import hashlib
from collections.abc import Collection, Sequence
from enum import StrEnum

from commons.people.roles import AGENTS, EDITORS, LEADS, OFFICIALS

LONGEST_WORDS = 1000
FEWEST_TO_TELL = 5
"""How many must have said whether they got it done before a share is shown: fewer tell nothing."""


class Reason(StrEnum):
    """Why somebody got stuck."""

    UNCLEAR = "unclear"
    WRONG = "wrong"
    DID_NOT_WORK = "did-not-work"
    MISSING = "missing"


class Done(StrEnum):
    """Whether somebody got it done."""

    YES = "yes"
    NOT_YET = "not-yet"
    NO = "no"


def may_read_reports(roles: Collection[str]) -> bool:
    """Whether the words people sent about steps may be read: they are for those who can mend something."""
    return bool({EDITORS, OFFICIALS, AGENTS, LEADS} & set(roles))


def wording(title: str, text: str) -> str:
    """Names the words of a step: another name means that it was changed."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:16]


def first_wrong_time(starts: Sequence[int | None], duration: float) -> tuple[int, bool] | None:
    """The place of the first step that begins at the wrong second, and whether that is beyond the end of the film.

    Steps follow each other; those the film doesn't show have no second. None when all are right.
    """
    previous = -1
    for place, start in enumerate(starts):
        if start is None:
            continue
        if duration and start >= duration:
            return place, True
        if start <= previous:
            return place, False
        previous = start
    return None
