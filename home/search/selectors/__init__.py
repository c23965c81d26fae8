"""One search over everything a viewer may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from modelsearch.query import And, Or, PlainText, SearchQuery
from wagtail.search.backends import get_search_backend

from .. import spelling, words
from .sources import Hit, Source, sources

FEW = 4
PAGE = 20
MOST_TITLES = 3000


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
    corrected: bool = False
    loosened: bool = False
    groups: list[Group] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many things of all kinds."""
        return sum(self.counts.values())


def search(viewer: Any, *, query: str, language: str, kind: str = "", page: int | str = 1) -> Results:
    """Find what holds all the words; if nothing does, the words it may have meant; else any of the words."""
    asked = words.terms(query)
    if not asked:
        return Results(query=query)
    counts = _counts(viewer, language, asked, _every_word(asked))
    used, loosened = asked, False
    if not any(counts.values()):
        used = spelling.corrected(asked, _vocabulary(viewer, language))
        counts = _counts(viewer, language, used, _every_word(used)) if used != asked else counts
    if not any(counts.values()) and len(used) > 1:
        loosened = True
        counts = _counts(viewer, language, used, _any_word(used))
    matching = _any_word(used) if loosened else _every_word(used)
    groups = _groups(viewer, language, used, matching, counts, kind, page)
    return Results(query=query, used=used, corrected=used != asked, loosened=loosened, groups=groups, counts=counts)


def _every_word(asked: Sequence[str]) -> SearchQuery:
    """All the words, each in any of its forms. Alternatives stay outermost: SQLite's compiler sets no brackets."""
    return Or([And([PlainText(form) for form in forms]) for forms in words.alternatives(asked)])


def _any_word(asked: Sequence[str]) -> SearchQuery:
    return Or([PlainText(form) for word in asked for form in words.beginnings(word)])


def _matching(source: Source, viewer: Any, language: str, used: Sequence[str], query: SearchQuery) -> QuerySet:
    """What the viewer may read and what matches, met in one query: the index is asked about words, never about rights.

    The backend would want every field a selector narrows by in the index; as a subquery it needs none.
    """
    rows = source.ranked(viewer, language, used)
    every = rows.model._default_manager.all()
    matches = get_search_backend().autocomplete(query, every, order_by_relevance=False).get_queryset()
    return rows.filter(pk__in=matches.order_by().values("pk"))


def _counts(viewer: Any, language: str, used: Sequence[str], query: SearchQuery) -> dict[str, int]:
    return {source.kind: _matching(source, viewer, language, used, query).count() for source in sources()}


def _groups(
    viewer: Any,
    language: str,
    used: tuple[str, ...],
    query: SearchQuery,
    counts: dict[str, int],
    kind: str,
    page: int | str,
) -> list[Group]:
    """A few of every kind, or a page of the one asked for."""
    groups = []
    for source in sources():
        if not counts[source.kind] or (kind and kind != source.kind):
            continue
        matching = _matching(source, viewer, language, used, query)
        if kind:
            shown = Paginator(matching, PAGE).get_page(page)
            rows = list(shown.object_list)
        else:
            shown, rows = None, list(matching[:FEW])
        found = [_found(hit, used) for hit in source.show(viewer, rows)]
        groups.append(Group(source.kind, source.label, counts[source.kind], found, shown))
    return groups


def _found(hit: Hit, used: tuple[str, ...]) -> Found:
    return Found(
        hit=hit,
        title=words.pieces(hit.title, used),
        text=words.pieces(words.excerpt(hit.text, used), used),
    )


def _vocabulary(viewer: Any, language: str) -> frozenset[str]:
    """The words of the titles the viewer may read, so that a guess never betrays what is hidden."""
    titles: list[str] = []
    for source in sources():
        rows = source.readable(viewer, language).order_by()
        titles += rows.values_list(source.title, flat=True)[:MOST_TITLES]
    return spelling.vocabulary(titles)
