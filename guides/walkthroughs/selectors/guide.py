"""Everything the page of one guide shows, in a number of queries that does not grow with its steps."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from commons.pages.kept import kept
from commons.pages.searchable import plain
from guides.videos import selectors as videos
from guides.videos.models import CaptionTrack
from guides.videos.selectors import Playable

from .. import rules
from ..film_parts import FilmPart, parts
from ..models import GuidePage, GuideStep
from ..sentences import first_sentence
from ..transcript import Chapter, chapters
from .feedback import StepFeedback, Tally, said_of
from .pages import shown_film

T = TypeVar("T")


@dataclass(frozen=True)
class ShownStep:
    """A step with its number, its second of the film, and what people said."""

    number: int
    step: GuideStep
    start: int | None
    feedback: StepFeedback | None
    html: SafeString
    """Its text as it is shown."""
    newer_than_film: datetime | None = None
    """Since when it says something else than the film shows; nothing where the film is up to date."""

    @property
    def fragment(self) -> str:
        """Its part of the address."""
        return f"step-{self.number}"

    @property
    def second(self) -> str:
        """Its second for addresses and scripts: figures only, however the reader's language groups them."""
        return str(self.start)


@dataclass(frozen=True)
class Facts:
    """What somebody wants to know before all else, the guide's own words before the service's."""

    online_url: str
    online_label: str
    office: str
    phone: str
    email: str
    post: str
    afterwards: str
    """The first sentence of what happens next."""


@dataclass(frozen=True)
class Told:
    """What a guide tells everyone alike: its editors' words, and the film."""

    facts: Facts
    steps: list[GuideStep]
    texts: list[SafeString]
    film: Playable | None
    track: CaptionTrack | None
    chapters: list[Chapter]
    film_is_held: bool
    """Whether there is a film that nobody is shown: its captions are gone or not checked."""
    made: dict[Hashable, Any] = field(default_factory=dict)
    """What views made of it for everyone; it lasts no longer than this."""


@dataclass(frozen=True)
class ShownGuide:
    """One guide for one viewer."""

    page: GuidePage
    facts: Facts
    steps: list[ShownStep]
    film: Playable | None
    track: CaptionTrack | None
    chapters: list[Chapter]
    tally: Tally
    made: dict[Hashable, Any]
    film_is_held: bool = False

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What a view makes of the editors' words and the film alone, made for the first who asks.

        The name holds all else it depends on.
        """
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def second(self, asked: str) -> int:
        """Where the film is to begin: the second asked for in an address, as far as the film goes."""
        if self.film is None or not asked.isascii() or not asked.isdigit() or len(asked) > 6:
            return 0
        return min(int(asked), max(0, self.film.seconds - 1))


def shown(viewer: Any, page: GuidePage, *, is_preview: bool = False, passed: Collection[int] = ()) -> ShownGuide:
    """Gather the page of a guide. In a preview, captions that are still drafts are shown too."""
    told = _read(page, with_drafts=True) if is_preview else _told(page)
    feedback, tally = said_of(viewer, page, passed=passed)
    steps = [
        ShownStep(
            number,
            step,
            step.start if told.film else None,
            feedback.get(step.translation_key),
            html,
            rules.newer_than_film(step.changed_at, step.start, told.film.since) if told.film else None,
        )
        for number, (step, html) in enumerate(zip(told.steps, told.texts, strict=True), start=1)
    ]
    return ShownGuide(
        page, told.facts, steps, told.film, told.track, told.chapters, tally, told.made, told.film_is_held
    )


@kept(lambda page: (page.pk, page.live_revision_id, get_language()))
def _told(page: GuidePage) -> Told:
    return _read(page, with_drafts=False)


def _read(page: GuidePage, *, with_drafts: bool) -> Told:
    prefetch_related_objects([page], "service__texts", "service__body__texts", "video__tracks")
    shown = page.video if with_drafts else shown_film(page)
    film = videos.playable(shown, with_drafts=with_drafts) if shown else None
    track = _track(film)
    steps = list(page.steps.all())
    named = [(number, step.title, step.start) for number, step in enumerate(steps, start=1)]
    lines = videos.cues_of(track).values_list("start_ms", "text") if track else []
    return Told(_facts(page), steps, _texts(steps), film, track, chapters(named, lines), page.video != shown)


def film_parts(guide: ShownGuide) -> list[FilmPart]:
    """The steps of a shown guide as parts of its film."""
    return parts([(step.step.title, step.start) for step in guide.steps], guide.film.seconds if guide.film else 0)


def parts_of(page: GuidePage) -> list[FilmPart] | None:
    """The steps of a guide as parts of its film, and nothing more of the guide; None without a film to play."""
    shown = shown_film(page)
    film = videos.playable(shown) if shown else None
    return parts(page.steps.values_list("title", "start"), film.seconds) if film else None


def _texts(steps: list[GuideStep]) -> list[SafeString]:
    """The texts of all steps with their links filled in at once: a question a kind of link, however many steps."""
    seam = "\x00"
    joined = expand_db_html(seam.join(step.text.replace(seam, "") for step in steps))
    return [mark_safe(text) for text in joined.split(seam)][: len(steps)]  # noqa: S308 - what the CMS lets editors write


def facts_of(page: GuidePage) -> Facts:
    """What somebody wants to know who needs the office itself."""
    prefetch_related_objects([page], "service__texts", "service__body__texts")
    return _facts(page)


def _track(film: Playable | None) -> CaptionTrack | None:
    """The captions in the reader's language, else any there are."""
    tracks = film.tracks if film else []
    return next((track for track in tracks if track.language == get_language()), tracks[0] if tracks else None)


def _facts(page: GuidePage) -> Facts:
    service = page.service
    words = service.words()
    return Facts(
        online_url=page.online_url or service.online_url,
        online_label=page.online_label,
        office=page.office or (words.counter if words else ""),
        phone=page.phone or service.contact_phone,
        email=service.contact_email,
        post=service.body.address,
        afterwards=first_sentence(plain(page.next_steps)),
    )
