"""Asking for a draft of captions by speech recognition, and keeping what it heard."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commons.jobs import services as jobs
from commons.jobs.models import Job
from commons.jobs.rules import Lane

from .. import speech, webvtt
from ..cue_keys import Known
from ..models import CaptionTrack, GuideVideo
from ..selectors import draft_key, listened_to
from .caption_rows import mark, rewrite
from .captions import require_language
from .refusals import CaptionsRefused, require_right

DRAFT = "guides.videos.tasks.draft_captions"


def ask_for_draft(*, by: Any, video: GuideVideo, language: str) -> Job:
    """Have the worker write down what is said in a film; asking again while it does is asking once."""
    require_right(by, video)
    require_language(language)
    needed = speech.why_not(language, settings.WHISPER_MODEL_PATH)
    if needed is not None:
        raise CaptionsRefused(str(needed), code="no-speech")
    if video.tracks.filter(language=language).exists():
        words = _("There are captions in this language already. A draft would overwrite them: remove them first.")
        raise CaptionsRefused(words, code="there-already")
    if listened_to(video) is None:
        words = _("The film is not prepared yet. Wait until it can be watched.")
        raise CaptionsRefused(words, code="not-ready")
    if not video.audio_codec:
        raise CaptionsRefused(_("The film has no sound."), code="silent")
    with transaction.atomic():
        payload = {"video": video.pk, "take": video.take, "language": language, "by": by.pk}
        return jobs.enqueue(task=DRAFT, key=draft_key(video, language), payload=payload, lane=Lane.HEAVY)


def record_draft(
    *, video_id: int, take: int, language: str, cues: Sequence[webvtt.Cue], by: Any = None
) -> CaptionTrack | None:
    """Keep what was heard as a draft by a machine.

    None when another file came meanwhile, or somebody put captions there themselves: theirs are worth more.
    """
    with transaction.atomic():
        video = GuideVideo.objects.select_for_update().filter(pk=video_id, take=take).first()
        if video is None or video.tracks.filter(language=language).exists():
            return None
        track = CaptionTrack.objects.create(video=video, language=language, by_machine=True)
        rewrite(track=track, rows=[Known(uuid4(), cue.start_ms, cue.end_ms, cue.text) for cue in cues], by=by)
        mark(track, reviewed=False, by=by)
    return track
