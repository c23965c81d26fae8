"""When a job may change its state, when it is tried again, and when its worker counts as gone."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.RUNNING, State.CANCELLED}),
    # A run ends well, is put back to be tried again, is given up, is called off, or is taken over by another worker.
    State.RUNNING: frozenset({State.DONE, State.WAITING, State.FAILED, State.CANCELLED, State.RUNNING}),
    State.DONE: frozenset(),
    State.FAILED: frozenset({State.WAITING}),
    State.CANCELLED: frozenset({State.WAITING}),
}


class Lane(StrEnum):
    """Which queue a job stands in: each lane has a thread of its own, so a film never holds up a mail."""

    QUICK = "quick"
    HEAVY = "heavy"


MAX_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
HEARTBEAT_EVERY = timedelta(seconds=5)
STALE_AFTER = timedelta(seconds=30)
TIME_LIMIT = timedelta(hours=1)


class GiveUp(Exception):
    """Raised by a task when trying again can't help; its words are shown to staff."""


class Lost(Exception):
    """The job is no longer this run's: it was cancelled, taken over, or ran past its time. The task must stop."""


def may_become(state: State, following: State) -> bool:
    """Whether a job in `state` may be put into `following`."""
    return following in TRANSITIONS[state]


def pause_before(attempt: int) -> timedelta:
    """How long to wait before try number `attempt` (2 is the first repetition): doubled each time, up to an hour."""
    # The exponent is bounded before the power is taken, so that no number of attempts can overflow.
    return min(FIRST_PAUSE * 2 ** min(attempt - 2, 20), LONGEST_PAUSE)


def tried_enough(attempts: int) -> bool:
    """Whether a job that failed `attempts` times is left for a person to look at."""
    return attempts >= MAX_ATTEMPTS
