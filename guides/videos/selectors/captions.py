"""What a viewer may see of captions, and what their editors work on."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from commons.jobs.models import Job

from .. import webvtt
from ..cue_keys import is_outdated
from ..models import CaptionTrack, Cue, GuideVideo, Rendition
from .films import may_edit, renditions_shown, visible


def track_for(viewer: Any, pk: int, language: str, *, passed: Collection[int] = ()) -> CaptionTrack | None:
    """The captions of a film the viewer may watch; drafts are shown to its editors only."""
    video = visible(viewer, pk, passed=passed)
    track = video.tracks.filter(language=language).first() if video else None
    if track and track.state == CaptionTrack.State.DRAFT and not may_edit(viewer, track.video):
        return None
    return track


@dataclass(frozen=True)
class DeskTrack:
    """A track on its editors' desk: how many captions it has and lacks, and what it may be translated into."""

    track: CaptionTrack
    count: int
    missing: int
    languages: list[tuple[str, Any]]


def desk_tracks(video: GuideVideo) -> list[DeskTrack]:
    """Every track of a film, originals first."""
    tracks = video.tracks.annotate(cue_count=Count("cues")).select_related("reviewed_by", "changed_by", "original")
    found = []
    for track in sorted(tracks, key=lambda track: (track.original_id is not None, track.language)):
        languages = [] if track.original_id else [pair for pair in settings.LANGUAGES if pair[0] != track.language]
        found.append(DeskTrack(track, track.cue_count, gaps(track), languages))
    return found


def gaps(track: CaptionTrack) -> int:
    """How many captions of the original a translation leaves out; 0 for captions with times of their own."""
    if track.original_id is None:
        return 0
    return Cue.objects.filter(track=track.original_id).exclude(key__in=track.cues.values("key")).count()


def cues_of(track: CaptionTrack) -> QuerySet[Cue]:
    """The cues of a track in order."""
    return track.cues.order_by("position")


def as_text(track: CaptionTrack) -> str:
    """Captions as WebVTT to be edited: each has its number above its times."""
    rows = enumerate(cues_of(track), start=1)
    return webvtt.emit((webvtt.Cue(cue.start_ms, cue.end_ms, cue.text, str(n)) for n, cue in rows), named=True)


def changed_since(track: CaptionTrack, version: int) -> list[tuple[int, Cue]]:
    """The captions, by number, that are not as they were in an earlier version; none when that is no longer kept."""
    kept = track.earlier.filter(version=version).first()
    if kept is None:
        return []
    before = set(webvtt.parse(kept.vtt))
    rows = enumerate(cues_of(track), start=1)
    return [(n, cue) for n, cue in rows if webvtt.Cue(cue.start_ms, cue.end_ms, cue.text) not in before]


@dataclass(frozen=True)
class Beside:
    """A caption and its translation, which may be missing, or older than the words of the caption."""

    number: int
    cue: Cue
    translation: Cue | None

    @property
    def text(self) -> str:
        """The translation's words."""
        return self.translation.text if self.translation else ""

    @property
    def is_outdated(self) -> bool:
        """Whether the caption was reworded after it was translated."""
        return self.translation is not None and is_outdated(self.cue.text, self.translation.translated_of)


def beside(original: CaptionTrack, translation: CaptionTrack | None) -> list[Beside]:
    """Each caption of the original with its translation."""
    there = {cue.key: cue for cue in cues_of(translation)} if translation else {}
    return [Beside(number, cue, there.get(cue.key)) for number, cue in enumerate(cues_of(original), start=1)]


def listened_to(video: GuideVideo) -> Rendition | None:
    """The file whose sound is drafted into captions: one that we made ourselves, and the smallest."""
    return renditions_shown(video).filter(kind=Rendition.Kind.SMALL).first()


def draft_key(video: GuideVideo, language: str) -> str:
    """The key of drafting captions of one upload; a draft that is done and removed may be asked for again."""
    stem = _draft_stem(video, language)
    done = Job.objects.filter(key__startswith=stem, state=Job.State.DONE).count()
    return f"{stem}{done}"


def drafts_of(video: GuideVideo) -> list[tuple[str, Job]]:
    """The drafts being written or that failed, by the name of their language."""
    found = []
    for code, name in settings.LANGUAGES:
        job = Job.objects.filter(key__startswith=_draft_stem(video, code)).exclude(state=Job.State.DONE).first()
        if job is not None:
            found.append((str(name), job))
    return found


def _draft_stem(video: GuideVideo, language: str) -> str:
    return f"film:{video.pk}:speech-{language}:{video.source_sha256}:{video.take}:"
