"""What changed in the steps of a guide: since when a step says something else, and what two versions differ in."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils import timezone

from commons.pages.searchable import plain

from . import rules


class Kind(StrEnum):
    """What became of a step between two versions."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    MOVED_AND_CHANGED = "moved-and-changed"


@dataclass(frozen=True)
class StepWording:
    """A step as one version of a guide says it, in plain words."""

    key: UUID
    number: int
    title: str
    text: str


@dataclass(frozen=True)
class Piece:
    """A run of words: kept, put in ("+") or taken out ("-")."""

    sign: str
    words: str


@dataclass(frozen=True)
class StepChange:
    """What became of one step."""

    kind: Kind
    before: StepWording | None
    after: StepWording | None
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


def date_changed(steps: Iterable[Any], public: Iterable[Any]) -> None:
    """Date the steps whose words are not those that are public; a guide that was never public has changed nothing."""
    shown = {step.translation_key: step for step in public}
    for step in steps if shown else ():
        before = shown.get(step.translation_key)
        same = before and rules.wording(before.title, before.text) == rules.wording(step.title, step.text)
        step.changed_at = before.changed_at if before and same else timezone.now()


def date_like(steps: Iterable[Any], source: Iterable[Any]) -> None:
    """Date the steps of a translation as those they were translated from."""
    dates = {step.translation_key: step.changed_at for step in source}
    for step in steps:
        step.changed_at = dates.get(step.translation_key, step.changed_at)


def differ(before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether texts, rich or plain, differ in more than their markup."""
    return [plain(text) for text in before] != [plain(text) for text in after]


def compare(before: Sequence[StepWording], after: Sequence[StepWording]) -> list[StepChange]:
    """What became of each step, in the order of the later version; removed steps stand where they were."""
    old, new = {step.key: step for step in before}, {step.key: step for step in after}
    moved = _moved([step.key for step in before if step.key in new], [step.key for step in after if step.key in old])
    found = [_change(old.get(step.key), step, is_moved=step.key in moved) for step in after]
    for step in before:
        if step.key not in new:
            found.insert(min(step.number - 1, len(found)), _change(step, None, is_moved=False))
    return found


def words_changed(before: str, after: str) -> tuple[Piece, ...]:
    """The differences between two texts, word by word."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for act, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece("", " ".join(old[start:end])))
            continue
        if end > start:
            pieces.append(Piece("-", " ".join(old[start:end])))
        if new_end > new_start:
            pieces.append(Piece("+", " ".join(new[new_start:new_end])))
    return tuple(pieces)


def _change(before: StepWording | None, after: StepWording | None, *, is_moved: bool) -> StepChange:
    title = words_changed(before.title if before else "", after.title if after else "")
    text = words_changed(before.text if before else "", after.text if after else "")
    is_changed = any(piece.sign for piece in (*title, *text))
    return StepChange(_kind(before, after, is_moved=is_moved, is_changed=is_changed), before, after, title, text)


def _kind(before: StepWording | None, after: StepWording | None, *, is_moved: bool, is_changed: bool) -> Kind:
    if before is None:
        return Kind.ADDED
    if after is None:
        return Kind.REMOVED
    if is_moved:
        return Kind.MOVED_AND_CHANGED if is_changed else Kind.MOVED
    return Kind.CHANGED if is_changed else Kind.SAME


def _moved(before: list[UUID], after: list[UUID]) -> set[UUID]:
    """The fewest steps whose move explains the new order; one that only made room has not moved."""
    chains: list[list[UUID]] = [[]]
    for key in after:
        may_precede = [chain for chain in chains if not chain or before.index(chain[-1]) < before.index(key)]
        chains.append([*_longest(may_precede), key])
    return set(after) - set(_longest(chains))


def _longest(chains: list[list[UUID]]) -> list[UUID]:
    return max(chains, key=len)
