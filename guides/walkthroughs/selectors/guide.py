"""Everything the page of one guide shows, in a number of queries that does not grow with its steps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from commons.pages.kept import kept
from guides.videos import selectors as videos
from guides.videos.models import CaptionTrack, Cue
from guides.videos.selectors import Playable

from .. import rules
from ..models import GuidePage, GuideStep
from .feedback import StepFeedback, Tally, said_of


@dataclass(frozen=True)
class ShownStep:
    """A step with its number, its second of the film, and what people said."""

    number: int
    step: GuideStep
    start: int | None
    feedback: StepFeedback | None
    newer_than_film: datetime | None = None
    """Since when it says something else than the film shows; nothing where the film is up to date."""

    @property
    def fragment(self) -> str:
        """Its part of the address."""
        return f"step-{self.number}"


@dataclass(frozen=True)
class Chapter:
    """The cues spoken during one step; the first may come before any step."""

    step: ShownStep | None
    cues: list[Cue] = field(default_factory=list)


@dataclass(frozen=True)
class Facts:
    """What somebody wants to know before all else, the guide's own words before the service's."""

    online_url: str
    online_label: str
    office: str
    phone: str
    email: str


@dataclass(frozen=True)
class Told:
    """What a guide tells everyone alike: its editors' words, and the film."""

    facts: Facts
    steps: list[GuideStep]
    film: Playable | None
    track: CaptionTrack | None
    cues: list[Cue]


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
            rules.newer_than_film(step.changed_at, step.start, told.film.since) if told.film else None,
        )
        for number, step in enumerate(told.steps, start=1)
    ]
    return ShownGuide(page, told.facts, steps, told.film, told.track, chapters(steps, told.cues), tally)


@kept(lambda page: (page.pk, page.live_revision_id, get_language()))
def _told(page: GuidePage) -> Told:
    return _read(page, with_drafts=False)


def _read(page: GuidePage, *, with_drafts: bool) -> Told:
    prefetch_related_objects([page], "service__texts", "service__body__texts")
    film = videos.playable(page.video, with_drafts=with_drafts) if page.video else None
    track = _track(film)
    cues = list(videos.cues_of(track)) if track else []
    return Told(_facts(page), list(page.steps.all()), film, track, cues)


@dataclass(frozen=True)
class FilmPart:
    """A step as a part of the film, in whole seconds."""

    step: ShownStep
    start: int
    end: int


def film_parts(guide: ShownGuide) -> list[FilmPart]:
    """The steps that the film shows, in the film's order; each ends where the next begins."""
    if guide.film is None:
        return []
    timed = sorted((step for step in guide.steps if step.start is not None), key=lambda step: step.start or 0)
    starts = [step.start or 0 for step in timed]
    ends = [min(end, guide.film.seconds) for end in (*starts[1:], guide.film.seconds)]
    parts = [FilmPart(step, start, end) for step, start, end in zip(timed, starts, ends, strict=False)]
    return [part for part in parts if part.start < part.end]


def facts_of(page: GuidePage) -> Facts:
    """What somebody wants to know who needs the office itself."""
    prefetch_related_objects([page], "service__texts", "service__body__texts")
    return _facts(page)


def chapters(steps: Sequence[ShownStep], cues: Sequence[Cue]) -> list[Chapter]:
    """Put each cue to the step that is shown while it is said."""
    starts = sorted((step for step in steps if step.start is not None), key=lambda step: step.start or 0)
    found: list[Chapter] = []
    for cue in cues:
        # Half a second of grace: captions often begin a little before the picture changes.
        step = next((step for step in reversed(starts) if (step.start or 0) * 1000 <= cue.start_ms + 500), None)
        if not found or found[-1].step is not step:
            found.append(Chapter(step))
        found[-1].cues.append(cue)
    return found


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
    )
