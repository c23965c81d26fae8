"""The steps of a guide as parts of its film."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilmPart:
    """A step as a part of the film, in whole seconds."""

    title: str
    start: int
    end: int


def parts(steps: Iterable[tuple[str, int | None]], seconds: int) -> list[FilmPart]:
    """The steps (title, second) that a film shows, in the film's order; each ends where the next begins."""
    timed = sorted(((title, start) for title, start in steps if start is not None), key=lambda step: step[1])
    ends = [min(end, seconds) for end in (*(start for _title, start in timed[1:]), seconds)]
    found = [FilmPart(title, start, end) for (title, start), end in zip(timed, ends, strict=False)]
    return [part for part in found if part.start < part.end]
