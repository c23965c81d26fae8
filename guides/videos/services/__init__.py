"""Deeds on films and their captions."""

from .caption_rows import CaptionsRefused
from .captions import CaptionsChanged, edit_captions, remove_captions, review_captions, set_captions
from .drafting import ask_for_draft, record_draft
from .films import FilmRefused, choose_poster, replace, request_processing, say_nothing_is_missed, take_over, upload
from .preparing import attach_prepared_renditions, record_failure, record_probe, record_rendition, upload_prepared
from .translations import TranslationClashes, Wording, adopt_timings, translate_captions

__all__ = [
    "CaptionsChanged",
    "CaptionsRefused",
    "FilmRefused",
    "TranslationClashes",
    "Wording",
    "adopt_timings",
    "ask_for_draft",
    "attach_prepared_renditions",
    "choose_poster",
    "edit_captions",
    "record_draft",
    "record_failure",
    "record_probe",
    "record_rendition",
    "remove_captions",
    "replace",
    "request_processing",
    "review_captions",
    "say_nothing_is_missed",
    "set_captions",
    "take_over",
    "translate_captions",
    "upload",
    "upload_prepared",
]
