"""What was typed, taken apart: the words that matter, other forms of them, and where a text holds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from commons.pages.searchable import fold, fold_character

MOST_WORDS = 8
MOST_EXPANDED = 3
LONGEST_QUERY = 200

# Asked in whole sentences, these say nothing about what is wanted (folded).
ENGLISH = (
    "a an and are can do does for from get have how i in is it my of on or the to want what when where with you your"
)
FRENCH = (
    "au aux avec ce ces comment d dans de des du en est et faire il j je l la le les ma mes mon ou par pour "
    "quand que quel quelle qu s sa se ses son sont sur un une votre vos"
)
STOP_WORDS = frozenset(ENGLISH.split()) | frozenset(FRENCH.split())


@dataclass(frozen=True)
class Piece:
    """A part of a text; `found` when it is one of the words looked for."""

    text: str
    found: bool


def terms(query: str) -> tuple[str, ...]:
    """Give the folded words worth looking for; when only small words were typed, those."""
    words = tuple(dict.fromkeys(fold(query[:LONGEST_QUERY]).split()))
    telling = tuple(word for word in words if word not in STOP_WORDS)
    return (telling or words)[:MOST_WORDS]


def beginnings(word: str) -> tuple[str, ...]:
    """Give the beginnings that stand for the word in either number: “permits” → permit, “parties” → parties, party."""
    if len(word) < 4 or not word.isalpha():
        return (word,)
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    if word.endswith("eaux"):
        return (word[:-1],)
    if word.endswith("aux"):
        return word, word[:-3] + "al"
    if word.endswith("al"):
        return word, word[:-2] + "aux"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word, word[:-1] + "ies"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return (word[:-2],)
    if word.endswith(("s", "x")) and not word.endswith(("ss", "us", "is")):
        return (word[:-1],)
    return (word,)


def alternatives(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Give every way to write the whole query; only the first few words vary, so that a long query stays cheap."""
    forms = [beginnings(word) if place < MOST_EXPANDED else beginnings(word)[:1] for place, word in enumerate(words)]
    return list(product(*forms))


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """Split the text where words begin as looked for, whatever their accents and case; nothing is lost or changed."""
    wanted = tuple(form for word in words for form in beginnings(word))
    parts: list[Piece] = []
    last = 0
    for start, end in _found(text, wanted):
        if start > last:
            parts.append(Piece(text[last:start], found=False))
        parts.append(Piece(text[start:end], found=True))
        last = end
    if last < len(text):
        parts.append(Piece(text[last:], found=False))
    return parts


def excerpt(text: str, words: Sequence[str], length: int = 180) -> str:
    """Cut the text to about `length` characters around the first word found, on whole words."""
    if len(text) <= length:
        return text
    wanted = tuple(form for word in words for form in beginnings(word))
    first = next((start for start, _end in _found(text, wanted)), 0)
    start = 0 if first < length // 2 else text.rfind(" ", 0, first - length // 3) + 1
    end = len(text) if start + length >= len(text) else max(text.rfind(" ", start, start + length), start + length // 2)
    return ("… " if start else "") + text[start:end].rstrip(" ,;:–") + (" …" if end < len(text) else "")


def _found(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Walk the words of the text that begin with one of the wanted; yields their places in the text."""
    for match in re.finditer(r"[^\W_]+", text):
        folded = "".join(fold_character(character) for character in match.group())
        if wanted and folded.startswith(wanted):
            yield match.span()
