"""What becomes of a step at which people get stuck: its states, what may follow what, and who may say so."""

from collections.abc import Collection
from enum import StrEnum

from commons.people.roles import EDITORS, LEADS, OFFICIALS

RATE_DAYS = 90
"""Days over which views and reports are compared."""
FEWEST_VIEWS = 20
"""Views below which a rate is chance and is not told."""
STRUCK = "[…]"
"""What stands where words were struck out."""


class State(StrEnum):
    """Where a stuck point stands."""

    NEW = "new"
    BEING_FIXED = "being-fixed"
    FIXED = "fixed"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.BEING_FIXED, State.FIXED}),
    # Put back when nobody is at it after all.
    State.BEING_FIXED: frozenset({State.NEW, State.FIXED}),
    # Taken up again when people still get stuck. Another version is named by way of that.
    State.FIXED: frozenset({State.NEW, State.BEING_FIXED}),
}


def may_become(state: State, following: State) -> bool:
    """Whether a stuck point in `state` may be put into `following`."""
    return following in TRANSITIONS[state]


def may_mend(roles: Collection[str]) -> bool:
    """Whether they may say what becomes of a stuck point and strike words out: whoever can mend guide or service."""
    return bool({EDITORS, OFFICIALS, LEADS} & set(roles))


def struck(words: str, passage: str) -> str | None:
    """The words without a passage, all of them without one named; None where the passage doesn't stand there."""
    if not passage:
        return ""
    return words.replace(passage, STRUCK) if passage in words else None


def rate(people: int, views: int) -> float | None:
    """How many of a hundred views ended in getting stuck; None while there are too few views to tell."""
    return round(100 * min(people, views) / views, 1) if views >= FEWEST_VIEWS else None
