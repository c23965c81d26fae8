"""Which caption is which after an edit, so that translations follow the captions they translate.

A caption keeps its key while it is reworded, retimed or moved. Editing beside the film names each caption; an uploaded
file does not, so there its words tell, else the time at which they are shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from .webvtt import Cue


@dataclass(frozen=True, slots=True)
class Known:
    """A caption with its key; `original` holds the words that a translation was made of."""

    key: UUID
    start_ms: int
    end_ms: int
    text: str
    original: str = ""


def keys_after(before: Sequence[Known], after: Sequence[Cue]) -> list[UUID | None]:
    """Give each caption of an edited text its key of before, by its name (a number from 1); None is a new one."""
    if not any(cue.name for cue in after):
        return keys_by_likeness(before, after)
    by_name = {str(number): known.key for number, known in enumerate(before, start=1)}
    # Pasted twice, a number means the first: the other is new.
    return [by_name.pop(cue.name, None) for cue in after]


def keys_by_likeness(before: Sequence[Known], after: Sequence[Cue]) -> list[UUID | None]:
    """Give each caption of another file the key of the one it replaces: by its words in their order, else by time."""
    keys: list[UUID | None] = [None] * len(after)
    matcher = SequenceMatcher(None, [_plain(k.text) for k in before], [_plain(c.text) for c in after], autojunk=False)
    taken = set()
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            keys[block.b + step] = before[block.a + step].key
            taken.add(before[block.a + step].key)
    left = [known for known in before if known.key not in taken]
    first = 0
    for place, cue in enumerate(after):
        if keys[place] is not None:
            continue
        while first < len(left) and left[first].end_ms <= cue.start_ms:
            first += 1
        if first < len(left) and 2 * _shared(left[first], cue) >= min(
            left[first].end_ms - left[first].start_ms, cue.end_ms - cue.start_ms
        ):
            keys[place] = left[first].key
            first += 1
    return keys


def follow(before: Sequence[Known], after: Sequence[Known], translated: Mapping[UUID, Known]) -> list[Known]:
    """Give a translation the times of its original as edited; nothing is there for captions without a translation.

    Where captions were merged, so are their translations; what was deleted goes.
    """
    kept = {known.key for known in after}
    earlier = {known.key: known for known in before}
    found: dict[UUID, list[Known]] = {known.key: [] for known in after}
    for old in before:
        words = translated.get(old.key)
        heir = old.key if old.key in kept else _heir(old, after, earlier)
        if words is not None and heir is not None:
            found[heir].append(words)
    return [
        Known(
            known.key,
            known.start_ms,
            known.end_ms,
            "\n".join(part.text for part in found[known.key]),
            " ".join(part.original for part in found[known.key]),
        )
        for known in after
        if found[known.key]
    ]


def is_outdated(original: str, translated_of: str) -> bool:
    """Whether the words that a translation was made of have changed since; line breaks don't matter."""
    return _plain(original) != _plain(translated_of)


def _heir(gone: Known, after: Sequence[Known], earlier: Mapping[UUID, Known]) -> UUID | None:
    """The caption that grew over one that is gone: it was merged into it. None when it was deleted."""
    middle = (gone.start_ms + gone.end_ms) // 2
    over = next((known for known in after if known.start_ms <= middle < known.end_ms), None)
    was = earlier.get(over.key) if over else None
    if over is None or was is None or _plain(gone.text) not in _plain(over.text):
        return None
    return over.key


def _shared(known: Known, cue: Cue) -> int:
    return min(known.end_ms, cue.end_ms) - max(known.start_ms, cue.start_ms)


def _plain(text: str) -> str:
    return " ".join(text.split())
