"""Deeds on films and their captions."""

from .captions import CaptionsRefused, remove_captions, review_captions, set_captions
from .films import FilmRefused, replace, request_processing, take_over, upload
from .preparing import attach_prepared_renditions, record_failure, record_probe, record_rendition, upload_prepared

__all__ = [
    "CaptionsRefused",
    "FilmRefused",
    "attach_prepared_renditions",
    "record_failure",
    "record_probe",
    "record_rendition",
    "remove_captions",
    "replace",
    "request_processing",
    "review_captions",
    "set_captions",
    "take_over",
    "upload",
    "upload_prepared",
]
