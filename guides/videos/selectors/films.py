"""What a viewer may see of films."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Collection as FilmCollection
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from .. import ffmpeg, rules, viewing
from ..models import CaptionTrack, GuideVideo, Rendition

SIZES = ("720p", "480p")
"""The kinds of renditions that are films, the largest first."""


def may_edit(viewer: Any, video: GuideVideo) -> bool:
    """Whether the viewer works on this film: the rights are those on its collection."""
    if not viewer.is_authenticated:
        return False
    policy = policy_registry.get_by_type(GuideVideo)
    return policy.user_has_any_permission_for_instance(viewer, ["change", "delete", "choose"], video)


def may_change(viewer: Any, video: GuideVideo) -> bool:
    """Whether the viewer may change this film, and with it its captions: the rights are those on its collection."""
    if not getattr(viewer, "is_authenticated", False):
        return False
    return policy_registry.get_by_type(GuideVideo).user_has_permission_for_instance(viewer, "change", video)


def may_add(viewer: Any, collection: FilmCollection) -> bool:
    """Whether the viewer may add films to a collection."""
    if not getattr(viewer, "is_authenticated", False):
        return False
    policy = policy_registry.get_by_type(GuideVideo)
    return policy.collections_user_has_permission_for(viewer, "add").filter(pk=collection.pk).exists()


def may_be_named(viewer: Any) -> QuerySet[GuideVideo]:
    """The films whose titles the viewer may be shown in a form."""
    policy = policy_registry.get_by_type(GuideVideo)
    return policy.instances_user_has_any_permission_for(viewer, ["add", "change", "choose"]).order_by("title")


def changeable(viewer: Any, pk: int) -> GuideVideo | None:
    """The film, when the viewer may change it."""
    video = GuideVideo.objects.filter(pk=pk).first()
    return video if video and may_change(viewer, video) else None


def editable(viewer: Any, pk: int) -> GuideVideo | None:
    """The film, when the viewer works on it."""
    video = GuideVideo.objects.filter(pk=pk).first()
    return video if video and may_edit(viewer, video) else None


def visible(viewer: Any, pk: int, *, passed: Collection[int] = ()) -> GuideVideo | None:
    """The film, when the viewer may watch it: on a page they may read, or as its editor."""
    video = GuideVideo.objects.filter(pk=pk).first()
    if video is None:
        return None
    shown = Q()
    for keys in viewing.shown_to(viewer, passed=passed):
        # Whoever may watch a film may watch it with audio description.
        described = Q(describes__in=keys, describes__description_need=GuideVideo.DescriptionNeed.DESCRIBED)
        shown |= Q(pk__in=keys) | described
    if shown and GuideVideo.objects.filter(shown, pk=pk).exists():
        return video
    return video if may_edit(viewer, video) else None


def pages_with(viewer: Any, video: GuideVideo) -> list[Page]:
    """The pages a film stands on, drafts too, each once: in the editor's language where there is one.

    Only those the viewer may see in the CMS.
    """
    found: dict[Any, Page] = {}
    policy = policy_registry.get_by_type(Page)
    known = policy.explorable_instances(viewer).filter(pk__in=_keys_of_pages_with(video))
    for page in known.select_related("locale").order_by("title"):
        held = found.get(page.translation_key)
        if held is None or page.locale.language_code == get_language():
            found[page.translation_key] = page
    return list(found.values())


@dataclass(frozen=True)
class Use:
    """What would lack a film if it were deleted."""

    pages: int
    """Pages, drafts too, each once in whatever languages it has."""
    described: list[GuideVideo]
    """Films of which it is the one with audio description."""


def use_of(video: GuideVideo) -> Use:
    """What a film is needed for, whoever asks: a number tells no title."""
    keys = _keys_of_pages_with(video)
    pages = Page.objects.filter(pk__in=keys).values("translation_key").distinct().count()
    described = video.describes.filter(description_need=GuideVideo.DescriptionNeed.DESCRIBED)
    return Use(pages, list(described.order_by("title")))


def is_readable(video: GuideVideo, language: str) -> bool:
    """Whether what a film says can be read in a language (decision 0014). Prefetch `tracks` for lists."""
    checked = {track.language for track in video.tracks.all() if track.state == CaptionTrack.State.REVIEWED}
    return rules.can_be_read(has_sound=bool(video.audio_codec), language=language, checked=checked)


def published_with(viewer: Any, video: GuideVideo, language: str) -> list[Page]:
    """The published pages in one language that a film stands on, of those the viewer may see in the CMS."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.explorable_instances(viewer).filter(pk__in=_keys_of_pages_with(video), live=True)
    return list(pages.filter(locale__language_code=language).order_by("title"))


def _keys_of_pages_with(video: GuideVideo) -> list[Any]:
    pages = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.get_references_to(video).filter(base_content_type=pages)
    return list(found.values_list("object_id", flat=True))


def renditions_shown(video: GuideVideo) -> QuerySet[Rendition]:
    """The renditions people get: all made of the same file."""
    return video.renditions.filter(source_sha256=video.shown_sha256)


def poster_shown(video: GuideVideo) -> Rendition | None:
    """The picture people see before the film plays."""
    return renditions_shown(video).filter(kind=ffmpeg.POSTER).first()


def rendition_for(viewer: Any, pk: int, kind: str, *, passed: Collection[int] = ()) -> Rendition | None:
    """One rendition of a film the viewer may watch."""
    video = visible(viewer, pk, passed=passed)
    return renditions_shown(video).filter(kind=kind).first() if video else None


@dataclass(frozen=True)
class Playable:
    """What a player needs to know of a film."""

    video: GuideVideo
    poster: str
    width: int
    height: int
    sources: list[dict[str, Any]]
    tracks: list[CaptionTrack]
    since: datetime
    """Since when the film is as it is shown now."""
    pictures: str = ""
    """The address that tells which small picture belongs to which moment; empty while there are none."""
    described: "Playable | None" = None
    """The same film with audio description, for those who can't see it; with the captions of this one."""

    @property
    def seconds(self) -> int:
        """How long the film is."""
        return round(self.video.duration)


def playable(video: GuideVideo, *, with_drafts: bool = False) -> Playable | None:
    """What a player needs, in two queries, three with a described film; None while there is nothing whole to play."""
    tracks = [track for track in video.tracks.all() if with_drafts or track.state == CaptionTrack.State.REVIEWED]
    shown = _playable(video, tracks)
    if shown and video.description_need == GuideVideo.DescriptionNeed.DESCRIBED and video.described:
        return replace(shown, described=_playable(video.described, []))
    return shown


def _playable(video: GuideVideo, tracks: list[CaptionTrack]) -> Playable | None:
    made = {rendition.kind: rendition for rendition in renditions_shown(video)}
    films = [made[kind] for kind in SIZES if kind in made]
    if not films:
        return None
    return Playable(
        video=video,
        poster=_address(made[ffmpeg.POSTER]) if ffmpeg.POSTER in made else "",
        width=films[0].width,
        height=films[0].height,
        sources=[{"src": _address(film), "height": film.height, "type": "video/mp4"} for film in films],
        tracks=tracks,
        since=min(film.created_at for film in films),
        pictures=reverse("guides_videos:pictures", args=[video.pk]) if ffmpeg.STRIP in made else "",
    )


@dataclass(frozen=True)
class FilmReadiness:
    """What is known of a film before a guide with it may be published."""

    video_id: int
    is_playable: bool
    has_sound: bool
    seconds: int
    checked: frozenset[str]
    """Languages whose captions somebody has checked."""
    drafts: frozenset[str]
    description_answered: bool


def readiness(video: GuideVideo) -> FilmReadiness:
    """Whether a film can be shown to everyone. Prefetch `tracks` and `renditions` for lists."""
    tracks = list(video.tracks.all())
    shown = [made for made in video.renditions.all() if made.source_sha256 == video.shown_sha256]
    return FilmReadiness(
        video_id=video.pk,
        is_playable=any(made.kind in {Rendition.Kind.SMALL, Rendition.Kind.LARGE} for made in shown),
        has_sound=bool(video.audio_codec),
        seconds=round(video.duration),
        checked=frozenset(track.language for track in tracks if track.state == CaptionTrack.State.REVIEWED),
        drafts=frozenset(track.language for track in tracks if track.state == CaptionTrack.State.DRAFT),
        description_answered=video.description_is_answered,
    )


def still(video: GuideVideo) -> str:
    """The address of a film's poster. Prefetch `renditions` for lists."""
    return _first_made(video, ffmpeg.POSTER)


def largest(video: GuideVideo) -> str:
    """The address of a film at its largest; empty while nothing is whole. Prefetch `renditions` for lists."""
    return _first_made(video, *SIZES)


def _first_made(video: GuideVideo, *kinds: str) -> str:
    made = {row.kind: row for row in video.renditions.all() if row.source_sha256 == video.shown_sha256}
    return next((_address(made[kind]) for kind in kinds if kind in made), "")


def _address(rendition: Rendition) -> str:
    name = f"{rendition.kind}{ffmpeg.SUFFIXES[rendition.kind]}"
    return f"{reverse('guides_videos:film', args=[rendition.video_id, name])}?v={rendition.pk:x}"


@dataclass(frozen=True)
class Picture:
    """A small picture of a film: its moment, and where it is in the strip."""

    at_ms: int
    x: int
    y: int
    is_poster: bool

    @property
    def seconds(self) -> float:
        """Its moment in the film."""
        return self.at_ms / 1000


@dataclass(frozen=True)
class Strip:
    """A film in small pictures, all in one file."""

    src: str
    layout: ffmpeg.Strip
    width: int
    height: int
    pictures: list[Picture]


def strip(video: GuideVideo) -> Strip | None:
    """A film's small pictures, for its editors to choose from; None before they are made."""
    made = renditions_shown(video).filter(kind=ffmpeg.STRIP).first()
    if made is None:
        return None
    poster = poster_shown(video)
    chosen = poster.at_ms if poster else None
    layout = ffmpeg.strip_for(ffmpeg.Probe(round(video.duration * 1000), video.width or 2, video.height or 2, ""))
    pictures = []
    for number in range(layout.count):
        at_ms = layout.every_ms // 2 + number * layout.every_ms
        pictures.append(Picture(at_ms, *layout.place(number), is_poster=at_ms == chosen))
    return Strip(_address(made), layout, made.width, made.height, pictures)
