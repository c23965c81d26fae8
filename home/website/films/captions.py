"""Captions and chapters from the very times the sentences are said at. Pure."""

import textwrap
from dataclasses import dataclass

from .screenplay import LANGUAGES, Film
from .timeline import Timeline

LINE_LIMIT = 45
"""Characters in a line of a caption."""
LINGER = 0.25
"""Seconds a caption stays when its sentence has been said."""


@dataclass(frozen=True)
class Cue:
    """One caption: shown from `start` to `end`, in seconds of film."""

    start: float
    end: float
    text: str


def cues(timeline: Timeline, language: str) -> list[Cue]:
    """One cue for each sentence; the same times in every language."""
    starts = [spoken.start for spoken in timeline.spoken[1:]] + [timeline.duration]
    return [
        Cue(round(spoken.start, 3), round(min(spoken.said + LINGER, following), 3), spoken.line.words[language])
        for spoken, following in zip(timeline.spoken, starts, strict=True)
    ]


def webvtt(cue_list: list[Cue], language: str) -> str:
    """Write cues as a WebVTT file, balanced over two lines."""
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {language}"]
    blocks += [
        f"{number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{fold(cue.text)}"
        for number, cue in enumerate(cue_list, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def fold(text: str) -> str:
    """Break a sentence into the fewest lines, as even as they can be."""
    lines = _wrap(text, LINE_LIMIT)
    if len(lines) < 2:
        return text
    width = min(range(len(text) // len(lines), LINE_LIMIT + 1), key=lambda w: (len(_wrap(text, w)) > len(lines), w))
    return "\n".join(_wrap(text, width))


def _wrap(text: str, width: int) -> list[str]:
    """Break between words alone: never at a hyphen, never at a no-break space."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def chapters(film: Film, timeline: Timeline) -> dict:
    """What a page needs to know about the film: its steps' starts and its sentences, as data for a JSON file."""
    return {
        "slug": film.slug,
        "title": film.title,
        "duration": round(timeline.duration, 3),
        "steps": [
            {"start": round(start, 3), "title": step.title}
            for start, step in zip(timeline.step_starts, film.steps, strict=True)
        ],
        "cues": {language: [vars(cue) for cue in cues(timeline, language)] for language in LANGUAGES},
    }


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    hours, milliseconds = divmod(milliseconds, 3_600_000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
