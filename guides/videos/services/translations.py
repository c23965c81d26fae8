"""Translating captions beside the original: same times, one caption at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from .. import webvtt
from ..cue_keys import Known
from ..models import CaptionTrack
from .caption_rows import known, locked, mark, rewrite
from .captions import require_language, require_whole
from .refusals import CaptionsRefused, require_right


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody wrote for one caption, and what stood there when they began."""

    key: UUID
    text: str
    before: str = ""
    confirmed: bool = False
    """Whether the words, as they are, were found right for an original that has changed."""


class TranslationClashes(CaptionsRefused):
    """Somebody else translated the same captions meanwhile; `theirs` has their words by key."""

    code = "changed"

    def __init__(self, theirs: Mapping[UUID, str]) -> None:
        """Say so, and how to go on."""
        words = _(
            "Somebody else changed these captions meanwhile. Their words are under yours: save again to keep yours."
        )
        super().__init__(words)
        self.theirs = dict(theirs)


def translate_captions(
    *, by: Any, original: CaptionTrack, language: str, wordings: Sequence[Wording], reviewed: bool = False
) -> CaptionTrack:
    """Save words for captions in another language; they take the original's times and follow them.

    An empty wording takes a translation away. Captions not named stay as they are. Two people may work on different
    captions at once; the same one changed by both raises TranslationClashes, and nothing is saved.
    """
    require_right(by, original.video)
    require_language(language)
    if language == original.language or original.original_id:
        raise CaptionsRefused(_("Translate from the original captions into another language."), field="language")
    with transaction.atomic():
        original = locked(original)
        source = known(original.cues.all())
        written = _checked(wordings, {row.key: number for number, row in enumerate(source, start=1)})
        track, is_new = CaptionTrack.objects.select_for_update().get_or_create(
            video=original.video, language=language, defaults={"original": original}
        )
        if not is_new and track.original_id != original.pk:
            raise CaptionsRefused(_("The captions in this language have times of their own."), code="own-times")
        rows = _merged(source, known(track.cues.all()), written)
        rewrite(track=track, rows=rows, by=by)
        if reviewed:
            require_whole(track)
        mark(track, reviewed=reviewed, by=by)
    return track


def adopt_timings(*, by: Any, original: CaptionTrack, track: CaptionTrack) -> CaptionTrack:
    """Let captions with times of their own follow those of another language; each takes the words said at its time."""
    require_right(by, original.video)
    with transaction.atomic():
        original, track = locked(original), locked(track)
        if original.video_id != track.video_id or original.pk == track.pk or original.original_id:
            raise CaptionsRefused(_("Translate from the original captions into another language."), field="language")
        if track.translations.exists():
            raise CaptionsRefused(_("Other captions follow these, so these can't follow others."), code="followed")
        source, words = known(original.cues.all()), known(track.cues.all())
        track.original = original
        rewrite(track=track, rows=_by_time(source, words), by=by)
        mark(track, reviewed=False, by=by)
    return track


def _by_time(source: Sequence[Known], words: Sequence[Known]) -> list[Known]:
    """Put each caption's words to the caption of the source that is nearest to its middle, in their order."""
    found: dict[UUID, list[str]] = {}
    for row in words:
        middle = (row.start_ms + row.end_ms) // 2
        nearest = min(source, key=lambda known: max(known.start_ms - middle, middle - known.end_ms, 0), default=None)
        if nearest:
            found.setdefault(nearest.key, []).append(row.text)
    return [
        Known(row.key, row.start_ms, row.end_ms, "\n".join(found[row.key]), row.text)
        for row in source
        if row.key in found
    ]


def _checked(wordings: Sequence[Wording], numbers: Mapping[UUID, int]) -> dict[UUID, Wording]:
    """Tidy what was written, or say of which captions it can't be taken."""
    problems = []
    written = {}
    for wording in wordings:
        lines = (" ".join(line.split()) for line in wording.text.replace("\0", "").splitlines())
        text = "\n".join(line for line in lines if line)
        if wording.key not in numbers:
            if text and text != wording.before:
                gone = _("A caption was removed from the original meanwhile. You wrote for it: %(text)s")
                problems.append(gone % {"text": text})
        elif len(text) > webvtt.MAX_CUE_CHARACTERS:
            words = _("Caption %(cue)d: use at most %(count)d characters.")
            problems.append(words % {"cue": numbers[wording.key], "count": webvtt.MAX_CUE_CHARACTERS})
        else:
            written[wording.key] = replace(wording, text=text, before=wording.before.replace("\r\n", "\n"))
    if problems:
        raise CaptionsRefused(_("The captions need mending."), problems=tuple(problems))
    return written


def _merged(source: Sequence[Known], present: Sequence[Known], written: Mapping[UUID, Wording]) -> list[Known]:
    """The rows after the change, in the order and with the times of the original."""
    there = {row.key: row for row in present}
    rows, theirs = [], {}
    for row in source:
        now, wording = there.get(row.key), written.get(row.key)
        text, made_of = (now.text, now.original) if now else ("", "")
        if wording and wording.text == wording.before and wording.confirmed:
            made_of = row.text
        elif wording and wording.text != wording.before:
            if text not in {wording.before, wording.text}:
                theirs[row.key] = text
            text, made_of = wording.text, row.text
        if text:
            rows.append(Known(row.key, row.start_ms, row.end_ms, text, made_of))
    if theirs:
        raise TranslationClashes(theirs)
    return rows
