"""When each sentence is said and each deed done, counted from how long the voice needs for its words.

Pure. A sentence starts when the one before has been said and its deeds are done; nobody waits longer than the
longest allowed silence, so a screenplay with too much to do and too little to say is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .screenplay import Film, Line, Unplayable

HEAD = 0.9
"""Seconds of the title card before the first word."""
TAIL = 1.7
"""Seconds of the closing card after the last word."""
BREATH = 0.4
"""Seconds between two sentences."""
PAUSE = 0.8
"""Seconds between two steps, and around the cards."""
LONGEST_SILENCE = 1.9
"""Seconds nobody speaks at most."""


@dataclass(frozen=True)
class Spoken:
    """A sentence in its place: said from `start` to `said`, its deeds done by `done` (seconds of film)."""

    line: Line
    step: int
    start: float
    said: float
    done: float


@dataclass(frozen=True)
class Timeline:
    """All sentences of a film in their places. Step −1 is the title card, step `len(step_starts)` the closing card."""

    spoken: tuple[Spoken, ...]
    step_starts: tuple[float, ...]
    closing_start: float
    duration: float


def lay(film: Film, seconds_to_say: Callable[[Line], float]) -> Timeline:
    """Put every sentence of the film in its place."""
    spoken: list[Spoken] = []
    starts: list[float] = []
    at = HEAD
    for step, lines in enumerate(film.parts, start=-1):
        starts.append(at - PAUSE / 2)
        for line in lines:
            placed = _place(line, step, at, seconds_to_say(line))
            spoken.append(placed)
            at = placed.done + BREATH
        at += PAUSE - BREATH
    duration = spoken[-1].done + TAIL
    return Timeline(tuple(spoken), tuple(starts[1:-1]), starts[-1], duration)


def longest_silence(timeline: Timeline) -> float:
    """The longest time nobody speaks between two sentences, in seconds."""
    pairs = zip(timeline.spoken, timeline.spoken[1:], strict=False)
    return max(later.start - earlier.said for earlier, later in pairs)


def _place(line: Line, step: int, at: float, seconds: float) -> Spoken:
    said = at + seconds
    done = max(said, at + line.seconds)
    if done - said + PAUSE > LONGEST_SILENCE:
        over = done - said
        raise Unplayable(f"{over:.1f} s of deeds are left when “{line.words['en']}” has been said")
    return Spoken(line, step, at, said, done)
