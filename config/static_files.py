"""Static files, answered before Django: WhiteNoise's index of them, without its middleware.

Under ASGI the middleware would send each file through all of Django and a synchronous iterator.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

Application = Callable[
    [dict[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]
]
ENCODINGS = "HTTP_ACCEPT_ENCODING"
ASKED_BY = {
    b"accept-encoding": ENCODINGS,
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"range": "HTTP_RANGE",
}
PACKED = ("text/", "image/svg+xml", "application/json")


class StaticFiles:
    """Serves what lies below STATIC_URL and hands everything else on."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._index = WhiteNoiseMiddleware()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer a request for a file; a file that is not there is Django's 404."""
        found = None
        if scope["type"] == "http" and scope["path"].startswith(self._index.static_prefix):
            found = await asyncio.to_thread(self._read, scope)
        if found is None:
            await self._application(scope, receive, send)
            return
        status, headers, body = found
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _read(self, scope: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes] | None:
        path = scope["path"]
        file = self._index.find_file(path) if self._index.autorefresh else self._index.files.get(path)
        if file is None:
            return None
        asked = {ASKED_BY[name]: value.decode("latin-1") for name, value in scope["headers"] if name in ASKED_BY}
        response = file.get_response(scope["method"], asked)
        body = b""
        if response.file is not None:
            with response.file as opened:
                body = opened.read()
        headers = {name.lower(): value for name, value in response.headers}
        # No page may be made of them, nor may a browser guess what they are.
        headers["x-content-type-options"] = "nosniff"
        if self._index.autorefresh and response.status == HTTPStatus.OK and "gzip" in asked.get(ENCODINGS, ""):
            body = _pack(body, headers)
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        return HTTPStatus(response.status), pairs, body


def _pack(body: bytes, headers: dict[str, str]) -> bytes:
    """Make a text smaller on the way, as `collectstatic` does beforehand where there is one."""
    if not body or "content-encoding" in headers or not headers["content-type"].startswith(PACKED):
        return body
    packed = _packed(body)
    headers["content-encoding"], headers["vary"] = "gzip", "Accept-Encoding"
    headers["content-length"] = str(len(packed))
    # Other bytes than the file's, so not its strong name.
    headers.pop("etag", None)
    return packed


@lru_cache(maxsize=256)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
