"""Writing the rows of captions: one way for all deeds, so that nothing is lost and translations follow."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commons.pages.searchable import delete_all, index_all

from .. import webvtt
from ..cue_keys import Known, follow
from ..models import CaptionTrack, Cue, EarlierCaptions
from .refusals import CaptionsRefused

EARLIER_KEPT = 20


def locked(track: CaptionTrack) -> CaptionTrack:
    """The track, held until the transaction ends; who deleted it meanwhile is told on."""
    found = CaptionTrack.objects.select_for_update().filter(pk=track.pk).first()
    if found is None:
        raise CaptionsRefused(_("These captions were removed meanwhile. Your text is still here."), code="gone")
    return found


def known(cues: Iterable[Cue]) -> list[Known]:
    """Rows as what is known of them."""
    return [Known(cue.key, cue.start_ms, cue.end_ms, cue.text, cue.translated_of) for cue in cues]


def rewrite(*, track: CaptionTrack, rows: Sequence[Known], by: Any, is_another_file: bool = False) -> None:
    """Put rows in the place of a track's captions; what was there is kept aside, and translations follow.

    Called within a transaction that holds the track. Its state is for the caller to set. A translation stays checked
    when its original is edited, but not when another file made it lose words.
    """
    before = known(track.cues.all())
    translations = list(track.translations.select_for_update())
    if before:
        _keep_aside(track, before)
    _replace(track, rows)
    track.version += 1
    track.changed_by = by
    for translation in translations:
        lost = _let_follow(translation, before, rows, by)
        if lost and is_another_file:
            mark(translation, reviewed=False, by=by)


def clear(tracks: Iterable[CaptionTrack]) -> None:
    """Delete the captions of tracks that are about to go: one by one, as they would, takes seconds for thousands."""
    delete_all(Cue, list(Cue.objects.filter(track__in=list(tracks)).values_list("pk", flat=True)))


def mark(track: CaptionTrack, *, reviewed: bool, by: Any) -> None:
    """Save a track as checked by somebody, or as a draft."""
    track.state = CaptionTrack.State.REVIEWED if reviewed else CaptionTrack.State.DRAFT
    track.reviewed_by = by if reviewed else None
    track.reviewed_at = timezone.now() if reviewed else None
    track.save()


def _let_follow(translation: CaptionTrack, before: Sequence[Known], after: Sequence[Known], by: Any) -> bool:
    """Give a translation the times of its original; tells whether it lost words on the way."""
    theirs = known(translation.cues.all())
    rows = follow(before, after, {row.key: row for row in theirs})
    if rows != theirs:
        rewrite(track=translation, rows=rows, by=by)
        translation.save()
    return _lines(rows) < _lines(theirs)


def _lines(rows: Iterable[Known]) -> int:
    """How many lines are said: merging captions keeps them all."""
    return sum(len(row.text.splitlines()) for row in rows)


def _keep_aside(track: CaptionTrack, rows: Iterable[Known]) -> None:
    EarlierCaptions.objects.create(
        track=track,
        version=track.version,
        vtt=webvtt.emit(webvtt.Cue(row.start_ms, row.end_ms, row.text) for row in rows),
        saved_at=track.changed_at,
        saved_by=track.changed_by,
    )
    oldest_kept = track.version - EARLIER_KEPT
    track.earlier.filter(version__lte=oldest_kept).delete()


def _replace(track: CaptionTrack, rows: Sequence[Known]) -> None:
    """Write what differs: rows that stay as and where they are keep their place in the search's index."""
    there = list(track.cues.all())
    paired = enumerate(zip(there, rows, strict=False), start=1)
    kept = {place for place, (cue, row) in paired if cue.position == place and known([cue]) == [row]}
    delete_all(Cue, [cue.pk for cue in there if cue.position not in kept])
    made = Cue.objects.bulk_create(
        Cue(
            track=track,
            position=position,
            start_ms=row.start_ms,
            end_ms=row.end_ms,
            text=row.text,
            key=row.key,
            translated_of=row.original,
        )
        for position, row in enumerate(rows, start=1)
        if position not in kept
    )
    index_all(Cue, made)
