"""Read SubRip captions (.srt), the other kind that editing programs write, as strictly as WebVTT."""

import re

from . import webvtt

_STAMP = r"(\d{1,4}):([0-5]?\d):([0-5]?\d)[,.](\d{3})"
_PLACE = r"(?:[ \t]+[XY][12]:\d+)*"
SUBRIP = webvtt.Form(
    re.compile(rf"^{_STAMP}[ \t]*-->[ \t]*{_STAMP}{_PLACE}$", re.ASCII), "00:00:01,000 --> 00:00:04,000"
)


def looks_like(text: str) -> bool:
    """Whether a text is SubRip: its first captions begin with times, with no header before them."""
    first = next(webvtt.blocks_of(text), None)
    return first is not None and any(re.match(r"^\s*\d+:\d+.*-->", line, re.ASCII) for line in first.lines[:2])


def parse(text: str, *, duration_ms: int | None = None) -> list[webvtt.Cue]:
    """Give the cues of a SubRip file, or raise InvalidCaptions with everything to mend."""
    return webvtt.read_cues(webvtt.blocks_of(text), SUBRIP, duration_ms)
