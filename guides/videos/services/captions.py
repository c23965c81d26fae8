"""Putting captions on a film, and vouching for them."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backends

from commons.people.refusals import Refused

from .. import webvtt
from ..models import CaptionTrack, Cue, GuideVideo


class CaptionsRefused(Refused):
    """The captions can't be taken; `problems` lists what to mend, line by line."""

    code = "captions"

    def __init__(self, message: str, *, problems: tuple[str, ...] = (), field: str | None = None) -> None:
        """Keep the list beside the words."""
        super().__init__(message, field=field)
        self.problems = problems


def set_captions(
    *, video: GuideVideo, language: str, vtt: str | bytes, by: Any = None, reviewed: bool = False
) -> CaptionTrack:
    """Take a WebVTT file as the captions of a film in one language, in the place of those before.

    They are a draft until a person has checked them (`reviewed`, with who did as `by`).
    """
    if language not in dict(settings.LANGUAGES):
        raise CaptionsRefused(_("This site has no such language."), field="language")
    duration_ms = round(video.duration * 1000) or None
    try:
        text = webvtt.decode(vtt) if isinstance(vtt, bytes) else vtt
        cues = webvtt.parse(text, duration_ms=duration_ms)
    except webvtt.InvalidCaptions as invalid:
        problems = tuple(str(problem) for problem in invalid.problems)
        raise CaptionsRefused(_("The captions need mending."), problems=problems, field="file") from invalid
    with transaction.atomic():
        track, _new = CaptionTrack.objects.select_for_update().get_or_create(video=video, language=language)
        track.cues.all().delete()
        rows = Cue.objects.bulk_create(
            Cue(track=track, position=position, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text)
            for position, cue in enumerate(cues, start=1)
        )
        _mark(track, reviewed=reviewed, by=by)
        # bulk_create tells nobody: the search is told here.
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(Cue, rows)
    return track


def review_captions(*, track: CaptionTrack, by: Any) -> CaptionTrack:
    """Vouch for captions: somebody has watched the film with them."""
    with transaction.atomic():
        track = CaptionTrack.objects.select_for_update().get(pk=track.pk)
        _mark(track, reviewed=True, by=by)
    return track


def remove_captions(*, track: CaptionTrack) -> None:
    """Take captions off a film."""
    with transaction.atomic():
        track.delete()


def _mark(track: CaptionTrack, *, reviewed: bool, by: Any) -> None:
    track.state = CaptionTrack.State.REVIEWED if reviewed else CaptionTrack.State.DRAFT
    track.reviewed_by = by if reviewed else None
    track.reviewed_at = timezone.now() if reviewed else None
    track.save()
