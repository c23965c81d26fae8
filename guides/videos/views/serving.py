"""Sending films in ranges, and their captions, to those who may watch them.

Neither Django nor daphne answers ranges, and without them seeking does not work. Each answer holds at
most 256 KiB, since the server has no back-pressure: what is sent faster than it is fetched stays in memory.
"""

import asyncio
import mimetypes
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.files.storage import Storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from commons.pages.restrictions import passed

from .. import ffmpeg, ranges, selectors, webvtt
from ..private_files import private_storage

WHOLE_FILE_BYTES_A_SECOND = 4 * 1024 * 1024
"""How fast a whole file is sent to a client that asks for no range: a download, not a player."""
_TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg"}


@dataclass(frozen=True)
class _Sent:
    """One file to send: where it lies and which bytes it is."""

    name: str
    size: int
    etag: str
    modified: str
    content_type: str


@require_safe
def film(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A rendition, or the uploaded file for its editors; a 404 for everyone who may not watch it."""
    sent = _find(request, pk, name)
    if sent is None:
        # A player has no use for the site's page of words.
        return HttpResponseNotFound()
    response = _answer(request, sent)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = sent.etag
    response.headers["Last-Modified"] = sent.modified
    # Who may watch is asked again each time: a page may be unpublished, or its readers restricted.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    return response


@require_safe
def captions(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The captions of a film in one language, written anew from their rows."""
    track = selectors.track_for(request.user, pk, language, passed=passed(request))
    if track is None:
        raise Http404
    return _vtt([webvtt.Cue(cue.start_ms, cue.end_ms, cue.text) for cue in selectors.cues_of(track)])


@require_safe
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Which small picture of a film belongs to which moment, as WebVTT for players: places in the file of its strip."""
    video = selectors.visible(request.user, pk, passed=passed(request))
    strip = selectors.strip(video) if video else None
    if strip is None:
        raise Http404
    size = f"{strip.layout.width},{strip.layout.height}"
    cues = [
        webvtt.Cue(
            number * strip.layout.every_ms, (number + 1) * strip.layout.every_ms, f"{strip.src}#xywh={x},{y},{size}"
        )
        for number, (x, y) in enumerate((picture.x, picture.y) for picture in strip.pictures)
    ]
    return _vtt(cues)


def _vtt(cues: list[webvtt.Cue]) -> HttpResponse:
    response = HttpResponse(webvtt.emit(cues), content_type="text/vtt; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _find(request: HttpRequest, pk: int, name: str) -> _Sent | None:
    """Look up what an address names, as far as this visitor may see it."""
    kind, dot, suffix = name.rpartition(".")
    if kind == "original":
        return _original(request, pk, f"{dot}{suffix}")
    if ffmpeg.SUFFIXES.get(kind) != f"{dot}{suffix}":
        return None
    found = selectors.rendition_for(request.user, pk, kind, passed=passed(request))
    if found is None:
        return None
    content_type = _TYPES[ffmpeg.SUFFIXES[kind]]
    return _Sent(str(found.file.name), found.size, found.etag, http_date(found.created_at.timestamp()), content_type)


def _original(request: HttpRequest, pk: int, suffix: str) -> _Sent | None:
    """The uploaded file under its own suffix, for its editors."""
    video = selectors.editable(request.user, pk)
    if video is None or not video.file or PurePath(str(video.file.name)).suffix != suffix:
        return None
    content_type = mimetypes.types_map.get(suffix, "application/octet-stream")
    etag, modified = f'"{video.source_sha256[:32]}"', http_date(video.created_at.timestamp())
    return _Sent(str(video.file.name), video.file.size, etag, modified, content_type)


def _answer(request: HttpRequest, sent: _Sent) -> HttpResponseBase:
    """Decide between not modified, handing over to a web server or storage, a part, and the whole."""
    header = request.headers.get
    if ranges.not_modified(
        header("If-None-Match"), header("If-Modified-Since"), etag=sent.etag, last_modified=sent.modified
    ):
        return HttpResponse(status=304)
    storage = private_storage()
    handed_over = _handed_over(storage, sent)
    if handed_over is not None:
        return handed_over
    asked = None
    if ranges.still_current(header("If-Range"), etag=sent.etag, last_modified=sent.modified):
        try:
            asked = ranges.parse(header("Range"), sent.size)
        except ranges.Unsatisfiable:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{sent.size}"})
    if asked is None:
        return _whole(request, storage, sent)
    part = asked.capped()
    body = b"" if request.method == "HEAD" else _read(storage, sent.name, part)
    response = HttpResponse(body, status=206, content_type=sent.content_type)
    response.headers["Content-Range"] = part.content_range(sent.size)
    response.headers["Content-Length"] = str(part.length)
    return response


def _handed_over(storage: Storage, sent: _Sent) -> HttpResponse | None:
    """Let the web server in front, or the storage, send the bytes when that is configured."""
    if settings.PRIVATE_ACCEL_PREFIX:
        address = settings.PRIVATE_ACCEL_PREFIX.rstrip("/") + "/" + quote(sent.name)
        return HttpResponse(headers={"X-Accel-Redirect": address, "Content-Type": sent.content_type})
    try:
        storage.path(sent.name)
    except NotImplementedError:
        # A remote storage signs an address that works for a short time, and answers ranges itself.
        return HttpResponseRedirect(storage.url(sent.name))
    return None


def _read(storage: Storage, name: str, part: ranges.ByteRange) -> bytes:
    with storage.open(name, "rb") as source:
        source.seek(part.first)
        return source.read(part.length)


def _whole(request: HttpRequest, storage: Storage, sent: _Sent) -> HttpResponseBase:
    headers = {"Content-Length": str(sent.size)}
    if request.method == "HEAD":
        return HttpResponse(headers=headers, content_type=sent.content_type)
    return StreamingHttpResponse(_pieces(storage, sent), headers=headers, content_type=sent.content_type)


async def _pieces(storage: Storage, sent: _Sent) -> AsyncIterator[bytes]:
    """A whole file in pieces, no faster than a good line takes them."""
    for first in range(0, sent.size, ranges.MAX_BYTES):
        if first:
            await asyncio.sleep(ranges.MAX_BYTES / WHOLE_FILE_BYTES_A_SECOND)
        part: Any = ranges.ByteRange(first, sent.size - 1).capped()
        yield await sync_to_async(_read)(storage, sent.name, part)
