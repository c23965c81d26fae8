"""What is said in a film, line by line, put to the steps of its guide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from commons.ui.dates import clock

GRACE_MS = 500
"""Captions often begin a little before the picture changes to the next step."""


@dataclass(frozen=True, slots=True)
class Line:
    """One caption as the transcript shows it, its times written out: there may be thousands on a page."""

    second: int
    """The whole second it begins at, for an address."""
    exact: str
    """Where it begins, for a player: `12.34`."""
    at: str
    """The same for a person: `0:12`."""
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is said during one step; `number` is None for what comes before any step."""

    number: int | None
    title: str
    lines: list[Line] = field(default_factory=list)


def line(start_ms: int, text: str) -> Line:
    """Write the times of a caption out."""
    return Line(start_ms // 1000, f"{start_ms / 1000:.2f}", clock(start_ms // 1000), text)


def chapters(steps: Iterable[tuple[int, str, int | None]], cues: Iterable[tuple[int, str]]) -> list[Chapter]:
    """Put each caption (millisecond, words), in order, to the step (number, title, second) shown while it is said."""
    timed: Sequence[tuple[int, str, int]] = sorted(
        ((number, title, start) for number, title, start in steps if start is not None), key=lambda step: step[2]
    )
    found: list[Chapter] = []
    at, now = 0, Chapter(None, "")
    for start_ms, text in cues:
        while at < len(timed) and timed[at][2] * 1000 <= start_ms + GRACE_MS:
            now = Chapter(timed[at][0], timed[at][1])
            at += 1
        if not found or found[-1] is not now:
            found.append(now)
        now.lines.append(line(start_ms, text))
    return found
