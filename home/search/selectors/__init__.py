"""One search over everything a viewer may read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise

from commons.pages.searchable import fold
from commons.people.roles import roles_of

from .. import rules, spelling, words
from ..index import keys_of
from ..models import MissedSearch, SynonymGroup, Vocabulary
from ..words import Slot
from .sources import Hit, Source, sources

FEW = 4
PAGE = 20
MOST_GROUPS = 1_000
CHUNK = 2_000


@dataclass(frozen=True)
class Found:
    """A hit as it is shown: its title and a part of its text, taken apart where the words stand."""

    hit: Hit
    title: list[words.Piece]
    text: list[words.Piece]


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many in all, and the ones to show."""

    kind: str
    label: str | Promise
    count: int
    found: list[Found]
    page: Page | None = None

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.count - len(self.found)


@dataclass(frozen=True)
class Results:
    """What a search gives. `used` are the words it went by; `corrected` and `loosened` say how they were come by."""

    query: str
    used: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Synonyms that were looked for too, as editors wrote them."""
    corrected: bool = False
    loosened: bool = False
    groups: list[Group] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many things of all kinds."""
        return sum(self.counts.values())

    @property
    def holds_all(self) -> bool:
        """Whether something holds all that was typed, as it was typed."""
        return bool(self.total) and not (self.corrected or self.loosened)

    @property
    def missed(self) -> bool:
        """Whether no text holds all that was typed, nor what it was taken for."""
        return bool(self.used) and (self.loosened or not self.total)


def search(viewer: Any, *, query: str, language: str, kind: str = "", page: int | str = 1) -> Results:
    """Find what holds all the words or their synonyms; if nothing does, the words it may have meant; else any of them.

    A guess counts only when the viewer may read something that holds it: none betrays what is hidden.
    """
    asked = words.terms(query)
    if not asked:
        return Results(query=query)
    known = synonyms(language)
    look = _Look(viewer, language, words.slots(asked, known))
    used, loosened = asked, False
    if not look.finds_anything:
        guess = spelling.corrected(asked, _known_words(language, known))
        guessed = _Look(viewer, language, words.slots(guess, known))
        if guess != asked and (guessed.finds_anything or guessed.loosened().finds_anything):
            used, look = guess, guessed
    if not look.finds_anything and len(asked) > 1:
        look, loosened = look.loosened(), True
    return Results(
        query=query,
        used=used,
        also=tuple(dict.fromkeys(word for slot in look.slots for word in slot.also)),
        corrected=used != asked,
        loosened=loosened and look.finds_anything,
        groups=_groups(look, kind, page),
        counts=look.counts,
    )


def synonyms(language: str) -> list[list[str]]:
    """The groups of words that mean the same in a language."""
    rows = SynonymGroup.objects.filter(language=language).order_by("pk").values_list("words", flat=True)
    return [rules.entries(row) for row in rows[:MOST_GROUPS]]


def public_texts(language: str) -> Iterator[str]:
    """The words of everything that everyone may read and find in a language, folded, a row at a time."""
    for source in sources():
        for row in source.readable(AnonymousUser(), language).order_by().iterator(chunk_size=CHUNK):
            yield row.search_words()


def missed(viewer: Any, *, state: str) -> QuerySet[MissedSearch]:
    """What was searched for and not found, the most often first; for whoever may mend it."""
    rows = MissedSearch.objects.filter(state=state)
    return rows if rules.may_mend(roles_of(viewer)) else rows.none()


class _Look:
    """One way to look: the places of the query, for one viewer. Counts are read once, when asked for."""

    def __init__(self, viewer: Any, language: str, slots: Sequence[Slot], *, every: bool = True) -> None:
        self.viewer, self.language, self.slots = viewer, language, slots
        self._every = every
        self._matching: dict[str, QuerySet] = {}
        self.words = tuple(dict.fromkeys(word for slot in slots for word in slot.words))
        self._ways = words.alternatives(slots) if every else [way for slot in slots for way in slot.options]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return {source.kind: self.matching(source).order_by().count() for source in sources()}

    @property
    def finds_anything(self) -> bool:
        """Whether there is something of any kind."""
        return any(self.counts.values())

    def loosened(self) -> "_Look":
        """The same words, of which any will do."""
        return self._loosened if self._every else self

    @cached_property
    def _loosened(self) -> "_Look":
        return _Look(self.viewer, self.language, self.slots, every=False)

    def matching(self, source: Source) -> QuerySet:
        """What the viewer may read and what matches, met in one query: the index is asked about words, never rights.

        The backend would want every field a selector narrows by in the index; as a subquery it needs none.
        """
        if source.kind not in self._matching:
            rows = source.ranked(self.viewer, self.language, self.words)
            self._matching[source.kind] = rows.filter(pk__in=keys_of(rows.model, self._ways))
        return self._matching[source.kind].all()


def _groups(look: _Look, kind: str, page: int | str) -> list[Group]:
    """A few of every kind, or a page of the one asked for."""
    groups = []
    for source in sources():
        if not look.counts[source.kind] or (kind and kind != source.kind):
            continue
        matching = look.matching(source)
        if kind:
            shown = Paginator(matching, PAGE).get_page(page)
            rows = list(shown.object_list)
        else:
            shown, rows = None, list(matching[:FEW])
        found = [_found(hit, look.words) for hit in source.show(look.viewer, rows)]
        groups.append(Group(source.kind, source.label, look.counts[source.kind], found, shown))
    return groups


def _found(hit: Hit, used: tuple[str, ...]) -> Found:
    return Found(
        hit=hit,
        title=words.pieces(hit.title, used),
        text=words.pieces(words.excerpt(hit.text, used), used),
    )


def _known_words(language: str, groups: Sequence[Sequence[str]]) -> list[str]:
    """The words that are public in a language, and those that editors wrote as synonyms."""
    kept = Vocabulary.objects.filter(language=language).values_list("words", flat=True).first() or ""
    return [*kept.split(), *spelling.vocabulary(fold(entry) for group in groups for entry in group)]
