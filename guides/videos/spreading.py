"""Lay plain words along a film: a first draft of captions for who has neither a caption file nor speech recognition.

Each sentence gets a part of the film by its length. That is near enough to be set right by ear, and never exact.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from .webvtt import Cue

MAX_CHARACTERS = 84
"""Two lines on the screen: what can be read at a glance."""
MAX_SHOWN_MS = 7_000
PAUSE_CHARACTERS = 6
"""What a breath between two captions weighs, in letters."""
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”»’)]))\s+")


def spread(words: str, duration_ms: int) -> list[Cue]:
    """Give captions of `words`, in their order, over a film of that length; none when there is no word."""
    pieces = [piece for line in words.splitlines() for piece in _pieces(line)]
    weights = [len(piece) + PAUSE_CHARACTERS for piece in pieces]
    total = sum(weights)
    starts = [duration_ms * before // total for before in accumulate(weights, initial=0)] if total else []
    paired = zip(pieces, pairwise(starts), strict=True)
    return [Cue(start, min(end, start + MAX_SHOWN_MS), piece) for piece, (start, end) in paired]


def _pieces(line: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(line):
        yield from _cut(" ".join(sentence.split()))


def _cut(sentence: str) -> Iterator[str]:
    """A sentence that is too long for one caption, in parts of about the same length that end with a word."""
    parts = -(-len(sentence) // MAX_CHARACTERS)
    while parts > 1:
        wanted = len(sentence) // parts
        after = sentence.find(" ", wanted, MAX_CHARACTERS + 1)
        at = after if after >= 0 else sentence.rfind(" ", 0, wanted)
        if at < 0:
            at = wanted
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
        parts = -(-len(sentence) // MAX_CHARACTERS)
    if sentence:
        yield sentence
