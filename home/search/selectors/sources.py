"""The kinds of things the one box finds. Each asks its own app what the viewer may read; the search adds no right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.directory.models import ServiceText
from commons.pages.searchable import plain
from commons.ui.dates import clock, moment_in_words
from guides.videos.models import Cue
from guides.walkthroughs import selectors as guides
from guides.walkthroughs.models import GuidePage
from participation.consultations import selectors as consultations
from participation.consultations.models import ConsultationPage
from participation.ideas import selectors as ideas
from participation.ideas.models import Idea
from participation.live_qa import selectors as live
from participation.live_qa.models import LiveSessionText

from ..words import beginnings, sentence

AROUND = 2
"""Captions before and after one that its sentence may reach into."""


@dataclass(frozen=True)
class Hit:
    """One thing found: where it is, what it is called, the text it was found in, and what else tells it apart."""

    href: str
    title: str
    text: str = ""
    notes: tuple[str, ...] = ()
    state: str = ""
    state_kind: str = "neutral"
    language: str = ""
    """The language of the title where it may not be the reader's."""


@dataclass(frozen=True)
class Source:
    """One kind of thing. `readable(viewer, language)` narrows; `show(viewer, rows)` costs no query a row."""

    kind: str
    label: str | Promise
    title: str
    """The field that holds the title; empty when there is none."""
    readable: Callable[[Any, str], QuerySet]
    show: Callable[[Any, Sequence[Any]], list[Hit]]
    order: tuple[str, ...] = ("-pk",)

    def ranked(self, viewer: Any, language: str, words: Sequence[str]) -> QuerySet:
        """What the viewer may read, those with the words in their title first."""
        rows = self.readable(viewer, language)
        if not self.title:
            return rows.order_by(*self.order)
        titled = Q()
        for form in (form for word in words for form in beginnings(word)):
            titled |= Q(**{f"{self.title}__icontains": form})
        told = Case(When(titled, then=Value(0)), default=Value(1), output_field=IntegerField())
        return rows.annotate(in_title=told).order_by("in_title", *self.order)


def _service_texts(viewer: Any, language: str) -> QuerySet[ServiceText]:
    return (
        ServiceText.objects.filter(language=language)
        .select_related("service__body")
        .prefetch_related("service__body__texts")
    )


def _show_services(viewer: Any, rows: Sequence[ServiceText]) -> list[Hit]:
    return [
        Hit(
            href=row.service.get_absolute_url(),
            title=row.name,
            text=f"{row.summary} {row.description} {row.counter}".strip(),
            notes=(row.service.body.name,),
        )
        for row in rows
    ]


def _consultations(viewer: Any, language: str) -> QuerySet[ConsultationPage]:
    return (
        consultations.visible(viewer)
        .filter(locale__language_code=language)
        .select_related("body")
        .prefetch_related("body__texts")
    )


def _show_consultations(viewer: Any, rows: Sequence[ConsultationPage]) -> list[Hit]:
    return [
        Hit(
            href=row.url,
            title=row.title,
            text=f"{row.question} {row.summary} {plain(row.description)}",
            notes=(str(_("asked by %(office)s") % {"office": row.body.name}),),
        )
        for row in rows
    ]


def _ideas(viewer: Any, language: str) -> QuerySet[Idea]:
    """Ideas are read in whatever language they were written; those in the reader's come first."""
    mine = Case(When(language__in=[language, ""], then=Value(0)), default=Value(1), output_field=IntegerField())
    return ideas.visible_ideas(viewer).annotate(elsewhere=mine)  # type: ignore[return-value]


def _show_ideas(viewer: Any, rows: Sequence[Idea]) -> list[Hit]:
    return [
        Hit(
            href=row.get_absolute_url(),
            title=row.title,
            text=row.text,
            notes=(_supports(row.support_count),),
            state=str(row.get_state_display()),
            state_kind="official" if row.state == "delivered" else "neutral",
            language=row.language,
        )
        for row in rows
    ]


def _sessions(viewer: Any, language: str) -> QuerySet[LiveSessionText]:
    """Announced sessions, whether they are to come, open or over; never drafts."""
    return live.announced_texts(viewer, language)


def _show_sessions(viewer: Any, rows: Sequence[LiveSessionText]) -> list[Hit]:
    return [
        Hit(
            href=row.session.get_absolute_url(),
            title=row.title,
            text=row.description,
            notes=(
                moment_in_words(row.session.starts_at),
                row.session.body.name,
            ),
            state=str(row.session.get_state_display()),
            state_kind="live" if row.session.state == "open" else "neutral",
        )
        for row in rows
    ]


def _supports(count: int) -> str:
    return ngettext("%(count)d support", "%(count)d supports", count) % {"count": count}


def _guides(viewer: Any, language: str) -> QuerySet[GuidePage]:
    return guides.readable(viewer).filter(locale__language_code=language).prefetch_related("steps")


def _show_guides(viewer: Any, rows: Sequence[GuidePage]) -> list[Hit]:
    return [
        Hit(
            href=row.url,
            title=row.title,
            text=" ".join(plain(text) for text in row.search_texts() if text and text != row.title),
            notes=(_steps(len(row.steps.all())),),
        )
        for row in rows
    ]


def _steps(count: int) -> str:
    return ngettext("%(count)d step", "%(count)d steps", count) % {"count": count}


def _cues(viewer: Any, language: str) -> QuerySet[Cue]:
    """What is said in the films of guides that are there in the reader's language."""
    films = guides.readable(viewer).filter(locale__language_code=language).values("video_id")
    tracks = guides.captions_visible_to(viewer).filter(language=language, video__in=films)
    # Read here: with as many tables in one query PostgreSQL no longer looks for the best order to join them.
    return Cue.objects.filter(track__in=list(tracks.values_list("pk", flat=True))).select_related("track")


def _show_cues(viewer: Any, rows: Sequence[Cue]) -> list[Hit]:
    """Each lands on its second of the film, at the step it belongs to; three queries for all of them."""
    films = {row.track.video_id for row in rows}
    language = rows[0].track.language if rows else ""
    pages = guides.readable(viewer).filter(locale__language_code=language, video__in=films)
    by_film = {page.video_id: page for page in pages.prefetch_related("steps").order_by("-pk")}
    said = _said_around(rows)
    return [
        _show_cue(row, by_film[row.track.video_id], _sentence(row, said))
        for row in rows
        # A guide may have been taken back since it was found.
        if row.track.video_id in by_film
    ]


def _said_around(rows: Sequence[Cue]) -> dict[tuple[int, int], str]:
    """What is said just before, in and after each, by track and position."""
    around = Q(pk__in=[])
    for row in rows:
        around |= Q(track=row.track_id, position__range=(row.position - AROUND, row.position + AROUND))
    return {
        (track, place): text
        for track, place, text in Cue.objects.filter(around).values_list("track", "position", "text")
    }


def _sentence(cue: Cue, said: Mapping[tuple[int, int], str]) -> str:
    """The sentence that a caption is part of."""
    before, after = (
        " ".join(said.get((cue.track_id, cue.position + step), "") for step in steps)
        for steps in (range(-AROUND, 0), range(1, AROUND + 1))
    )
    return sentence(before, cue.text, after)


def _show_cue(cue: Cue, page: GuidePage, text: str) -> Hit:
    steps = [(step.start, number) for number, step in enumerate(page.steps.all(), start=1) if step.start is not None]
    passed = [number for start, number in sorted(steps) if start <= cue.start]
    return Hit(
        href=f"{page.url}?t={cue.start}" + (f"#step-{passed[-1]}" if passed else ""),
        title=page.title,
        text=text,
        notes=(str(_("film, from %(second)s") % {"second": clock(cue.start)}),),
    )


GUIDES = Source("guides", _("Guides"), "title", _guides, _show_guides, ("title", "pk"))
FILMS = Source("films", _("In the films"), "", _cues, _show_cues, ("track_id", "position"))
SERVICES = Source("services", _("Services"), "name", _service_texts, _show_services, ("name", "pk"))
CONSULTATIONS = Source("consultations", _("Consultations"), "title", _consultations, _show_consultations)
IDEAS = Source("ideas", _("Ideas"), "title", _ideas, _show_ideas, ("elsewhere", "-support_count", "-pk"))

LIVE = Source("live", _("Live sessions"), "title", _sessions, _show_sessions, ("-session__starts_at", "pk"))

_sources: list[Source] = [GUIDES, FILMS, SERVICES, CONSULTATIONS, IDEAS, LIVE]


def register(source: Source) -> None:
    """Take in a kind from an app above (called from `apps.ready()`); shown after the others."""
    if all(known.kind != source.kind for known in _sources):
        _sources.append(source)


def sources() -> tuple[Source, ...]:
    """Every kind, in the order they are shown."""
    return tuple(_sources)
