"""The film as it was uploaded, what is made of it, and the words spoken in it."""

from .captions import CaptionTrack, Cue, CueQuerySet, EarlierCaptions
from .films import GuideVideo, Rendition, Replacement, UploadedFilm

__all__ = [
    "CaptionTrack",
    "Cue",
    "CueQuerySet",
    "EarlierCaptions",
    "GuideVideo",
    "Rendition",
    "Replacement",
    "UploadedFilm",
]
