"""What was typed, taken apart: the words that matter, other forms of them, and where a text holds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from commons.pages.searchable import fold, fold_character

MOST_WORDS = 8
MOST_ALTERNATIVES = 32
"""Ways to write one query that are looked for at once: a long one stays cheap."""
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

_END = r"[.!?…](?:\s?[”»])?(?=\s|$)"
_LAST_END = re.compile(rf".*{_END}\s*", re.DOTALL)
_FIRST_END = re.compile(rf".*?{_END}", re.DOTALL)
_AT_END = re.compile(rf"{_END}\s*$")


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
    """Give the beginnings that stand for the word in either number: “permits” → permit, “parties” → partie, party."""
    if len(word) < 4 or not word.isalpha():
        return (word,)
    if word.endswith("ies"):
        return word[:-1], word[:-3] + "y"
    if word.endswith("eaux"):
        return (word[:-1],)
    if word.endswith("aux"):
        return word[:-1], word[:-3] + "al"
    if word.endswith("al"):
        return word, word[:-2] + "aux"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word, word[:-1] + "ies"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return (word[:-2],)
    if word.endswith(("s", "x")) and not word.endswith(("ss", "us", "is")):
        return (word[:-1],)
    return (word,)


@dataclass(frozen=True)
class Slot:
    """A place of the query and every way to fill it, the typed one first; `also` are synonyms as editors wrote them."""

    options: tuple[tuple[str, ...], ...]
    also: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All the words it may be filled with."""
        return tuple(dict.fromkeys(word for option in self.options for word in option))


def slots(asked: Sequence[str], groups: Sequence[Sequence[str]] = ()) -> list[Slot]:
    """Take the words as places, each with its other numbers and, where a group of synonyms holds it, with the others.

    The longest words of a group win: “driving licence” is one place, not two.
    """
    known = [(terms(entry), group) for group in groups for entry in group]
    found: list[Slot] = []
    place = 0
    while place < len(asked):
        entry, group = max(
            ((entry, group) for entry, group in known if _stands_at(entry, asked, place)),
            key=lambda pair: len(pair[0]),
            default=(asked[place : place + 1], ()),
        )
        typed = tuple(asked[place : place + len(entry)])
        others = [other for other in group if terms(other) != entry]
        options = [option for said in (typed, *map(terms, others)) for option in _in_either_number(said)]
        found.append(Slot(tuple(dict.fromkeys(options)), tuple(others)))
        place += len(entry)
    return found


def _stands_at(entry: Sequence[str], asked: Sequence[str], place: int) -> bool:
    part = asked[place : place + len(entry)]
    pairs = zip(entry, part, strict=False)
    return len(part) == len(entry) and all(set(beginnings(a)) & set(beginnings(b)) for a, b in pairs)


def _in_either_number(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return product(*(beginnings(word) for word in said))


def alternatives(places: Sequence[Slot]) -> list[tuple[str, ...]]:
    """Give every way to write the whole query; where that are too many, only its first places vary."""
    ways: list[tuple[str, ...]] = [()]
    for slot in places:
        room = max(1, MOST_ALTERNATIVES // len(ways))
        ways = [(*way, *option) for way in ways for option in slot.options[:room]]
    return ways


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


def sentence(before: str, text: str, after: str) -> str:
    """Complete a caption to the sentence it is part of, from what is said before and after it."""
    start = _LAST_END.match(before)
    begun = before[start.end() :] if start else before
    ended = _AT_END.search(text)
    rest = _FIRST_END.match(after)
    return " ".join(" ".join((begun, text, "" if ended else rest.group() if rest else after)).split())


def _found(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Walk the words of the text that begin with one of the wanted; yields their places in the text."""
    for match in re.finditer(r"[^\W_]+", text):
        folded = "".join(fold_character(character) for character in match.group())
        if wanted and folded.startswith(wanted):
            yield match.span()
