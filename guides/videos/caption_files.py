"""Turn what an editor uploads as captions into cues, or say in words why it is none."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from . import subrip, webvtt
from .webvtt import Cue, InvalidCaptions, Problem

MAX_BYTES = 2 * 1024 * 1024
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Upload(Protocol):
    """A file that knows its size before it is read."""

    size: int | None

    def read(self, size: int = -1, /) -> bytes:
        """Give at most `size` bytes."""


def take(file: Upload) -> bytes:
    """Read an uploaded file, or refuse one that is too large before it is read."""
    if (file.size or 0) > MAX_BYTES:
        raise InvalidCaptions([Problem(1, _("the file is larger than 2 MB; captions never are."))])
    return file.read(MAX_BYTES + 1)


def decode(data: bytes) -> str:
    """Turn a file into text, refusing what is too large or in an encoding that can only be guessed at."""
    if len(data) > MAX_BYTES:
        raise InvalidCaptions([Problem(1, _("the file is larger than 2 MB; captions never are."))])
    try:
        return data.decode(_WIDE.get(data[:2], "utf-8-sig")).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        words = _("this is not UTF-8 text. Open the file in a text editor and save it with the encoding UTF-8.")
        raise InvalidCaptions([Problem(line, words)]) from error


def parse(text: str, *, duration_ms: int | None = None) -> list[Cue]:
    """Give the cues of a WebVTT or a SubRip file, whatever it is called, or raise InvalidCaptions."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        words = _("this is a web page, not a caption file. Download the captions themselves, as WebVTT or SRT.")
        raise InvalidCaptions([Problem(1, words)])
    reader = subrip if subrip.looks_like(text) else webvtt
    return reader.parse(text, duration_ms=duration_ms)
