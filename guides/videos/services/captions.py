"""Putting captions on a film, editing them, and vouching for them."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import caption_files, spreading, webvtt
from ..cue_keys import Known, keys_after, keys_by_likeness
from ..models import CaptionTrack, GuideVideo
from ..selectors import gaps
from .caption_rows import clear, known, locked, mark, rewrite
from .refusals import CaptionsRefused, require_right

#: What only a caption file has; an arrow alone is also written in words.
TIMED = re.compile(r"^\s*[\d:.,]+\s*-->", re.MULTILINE)


class CaptionsChanged(CaptionsRefused):
    """Somebody saved these captions meanwhile; `track` is as they left it."""

    code = "changed"

    def __init__(self, track: CaptionTrack) -> None:
        """Say who."""
        name = str(track.changed_by or _("Somebody"))
        words = _("%(name)s saved these captions while you were at work on them. Nothing of yours is lost.")
        super().__init__(words % {"name": name})
        self.track = track


def set_captions(
    *, by: Any, video: GuideVideo, language: str, vtt: str | bytes | caption_files.Upload, reviewed: bool = False
) -> CaptionTrack:
    """Take a WebVTT or SubRip file as the captions of a film in one language, in the place of those before.

    They are a draft until a person has checked them (`reviewed`, with who did as `by`). A file with the very times of
    captions in another language is their translation, and follows them from then on.
    """
    require_right(by, video)
    require_language(language)
    try:
        text = vtt if isinstance(vtt, str) else caption_files.decode(vtt if isinstance(vtt, bytes) else _taken(vtt))
        cues = caption_files.parse(text, duration_ms=_length(video))
    except webvtt.InvalidCaptions as invalid:
        raise _in_words(invalid, "file") from invalid
    with transaction.atomic():
        track, _new = CaptionTrack.objects.select_for_update().get_or_create(video=video, language=language)
        track.original = _original_of(track, cues)
        track.by_machine = False
        if track.original:
            rows = _as_translation(track.original, cues)
        else:
            rows = _with_keys(cues, keys_by_likeness(known(track.cues.all()), cues))
        rewrite(track=track, rows=rows, by=by, is_another_file=True)
        mark(track, reviewed=reviewed, by=by)
    return track


def write_captions(*, by: Any, video: GuideVideo, language: str, words: str) -> CaptionTrack:
    """Begin captions from what is said in a film, written down without times: a draft laid along it.

    Whoever pastes a caption file's text means that, with its times. Captions that are there are not written over.
    """
    require_right(by, video)
    require_language(language)
    with transaction.atomic():
        # Of two who begin at once, the second is told.
        GuideVideo.objects.select_for_update().get(pk=video.pk)
        if video.tracks.filter(language=language).exists():
            raise CaptionsRefused(_("There are captions in this language already. Edit those."), field="language")
        vtt = words if TIMED.search(words) else webvtt.emit(_laid_along(video, words))
        return set_captions(by=by, video=video, language=language, vtt=vtt)


def _laid_along(video: GuideVideo, words: str) -> list[webvtt.Cue]:
    length = _length(video)
    if length is None:
        why = _("The film is not prepared yet. Wait until it is: the words are laid along it.")
        raise CaptionsRefused(why, code="unprepared", field="words")
    cues = spreading.spread(words, length)
    if not cues:
        raise CaptionsRefused(_("Write what is said in the film."), code="empty", field="words")
    return cues


def edit_captions(*, by: Any, track: CaptionTrack, vtt: str, version: int, reviewed: bool = False) -> CaptionTrack:
    """Save captions edited beside the film, begun with `version`; a caption's name is its number in that version.

    Raises CaptionsChanged when somebody else saved them meanwhile. Edited, they are a draft unless `reviewed`.
    """
    require_right(by, track.video)
    try:
        cues = webvtt.parse(vtt, duration_ms=_length(track.video))
    except webvtt.InvalidCaptions as invalid:
        raise _in_words(invalid, "vtt") from invalid
    with transaction.atomic():
        track = locked(track)
        _require_unchanged(track, version)
        before = known(track.cues.all())
        rows = _with_keys(cues, keys_after(before, cues))
        if [(row.start_ms, row.end_ms) for row in rows] != [(row.start_ms, row.end_ms) for row in before]:
            # Given times of its own here, a translation no longer follows.
            track.original = None
        made_of = {row.key: row.original for row in before} if track.original_id else {}
        kept = [Known(r.key, r.start_ms, r.end_ms, r.text, made_of.get(r.key, "")) for r in rows]
        rewrite(track=track, rows=kept, by=by)
        mark(track, reviewed=reviewed, by=by)
    return track


def review_captions(*, by: Any, track: CaptionTrack, version: int | None = None) -> CaptionTrack:
    """Vouch for captions: somebody has watched the film with them, as they were in `version` when it is given."""
    require_right(by, track.video)
    with transaction.atomic():
        track = locked(track)
        if version is not None:
            _require_unchanged(track, version)
        require_whole(track)
        mark(track, reviewed=True, by=by)
    return track


def remove_captions(*, by: Any, track: CaptionTrack) -> None:
    """Take captions off a film. Their translations stay, with the times they have."""
    require_right(by, track.video)
    with transaction.atomic():
        clear([track])
        track.delete()


def require_language(language: str) -> None:
    """Refuse a language that the site does not have."""
    if language not in dict(settings.LANGUAGES):
        raise CaptionsRefused(_("This site has no such language."), field="language")


def require_whole(track: CaptionTrack) -> None:
    """Refuse to vouch for nothing, or for a translation that leaves captions out."""
    if not track.cues.exists():
        raise CaptionsRefused(_("There is no caption to check."), code="empty")
    missing = gaps(track)
    if missing:
        words = ngettext(
            "%(count)d caption is not translated yet. Translate it, then mark the captions as checked.",
            "%(count)d captions are not translated yet. Translate them, then mark the captions as checked.",
            missing,
        )
        raise CaptionsRefused(words % {"count": missing}, code="gaps")


def _require_unchanged(track: CaptionTrack, version: int) -> None:
    if track.version != version:
        raise CaptionsChanged(track)


def _taken(file: caption_files.Upload) -> bytes:
    return caption_files.take(file)


def _length(video: GuideVideo) -> int | None:
    return round(video.duration * 1000) or None


def _in_words(invalid: webvtt.InvalidCaptions, field: str) -> CaptionsRefused:
    problems = tuple(str(problem) for problem in invalid.problems)
    places = tuple(problem.cue for problem in invalid.problems)
    return CaptionsRefused(_("The captions need mending."), problems=problems, places=places, field=field)


def _with_keys(cues: Sequence[webvtt.Cue], keys: Sequence[UUID | None]) -> list[Known]:
    paired = zip(cues, keys, strict=True)
    return [Known(key or uuid4(), cue.start_ms, cue.end_ms, cue.text) for cue, key in paired]


def _original_of(track: CaptionTrack, cues: Sequence[webvtt.Cue]) -> CaptionTrack | None:
    """The captions of the same film that a file is a translation of: those with the very same times."""
    if track.translations.exists():
        return None
    times = [(cue.start_ms, cue.end_ms) for cue in cues]
    for other in track.video.tracks.filter(original=None).exclude(pk=track.pk):
        if list(other.cues.values_list("start_ms", "end_ms")) == times:
            return other
    return None


def _as_translation(original: CaptionTrack, cues: Sequence[webvtt.Cue]) -> list[Known]:
    paired = zip(original.cues.all(), cues, strict=True)
    return [Known(row.key, cue.start_ms, cue.end_ms, cue.text, row.text) for row, cue in paired]
