"""Deeds on films and their captions."""

from .captions import (
    CaptionsChanged,
    edit_captions,
    remove_captions,
    review_captions,
    set_captions,
    write_captions,
)
from .drafting import ask_for_draft, record_draft
from .films import (
    choose_poster,
    delete,
    keep_new,
    keep_replacement,
    offer_described,
    replace,
    request_processing,
    say_nothing_is_missed,
    upload,
)
from .preparing import attach_prepared_renditions, record_failure, record_probe, record_rendition, upload_prepared
from .receiving import Received, check_file, receive
from .refusals import CaptionsRefused, FilmRefused
from .translations import TranslationClashes, Wording, adopt_timings, translate_captions

__all__ = [
    "CaptionsChanged",
    "CaptionsRefused",
    "FilmRefused",
    "Received",
    "TranslationClashes",
    "Wording",
    "adopt_timings",
    "ask_for_draft",
    "attach_prepared_renditions",
    "check_file",
    "choose_poster",
    "delete",
    "edit_captions",
    "keep_new",
    "keep_replacement",
    "offer_described",
    "receive",
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
    "translate_captions",
    "upload",
    "upload_prepared",
    "write_captions",
]
