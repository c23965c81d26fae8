"""A rendered page: whether it may be kept, and how it goes out to one visitor."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from http.cookies import SimpleCookie

import brotli
from django.conf import settings

from . import stitching, tokens
from .keys import Visit

Headers = list[tuple[bytes, bytes]]
MAY_VARY_BY = {"cookie", "accept-language", "accept-encoding", "accept", "hx-request"}
"""What the key holds, or what sends a request past the cache. A page that varies by anything else is not kept."""
OURS = {b"content-length", b"etag", b"vary", b"x-request-id", b"set-cookie", b"cache-control"}
"""Headers that are written for each visitor."""


@dataclass(frozen=True)
class Rendered:
    """What Django answered to a request made from a key, cut where its tokens stood."""

    status: int
    headers: Headers
    pieces: list[bytes]
    cookies: list[bytes]
    """Cookies it sets beside the CSRF cookie: those of one visitor, never kept."""
    born: float
    """When its render began: what it says may be older than that by nothing."""
    fixed: Headers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fixed", [pair for pair in self.headers if pair[0] not in OURS])

    @classmethod
    def of(cls, status: int, headers: Headers, body: bytes, secret: str, born: float) -> "Rendered":
        """Read what Django sent, rendered with the CSRF cookie `secret`."""
        cookies = [value for name, value in headers if name == b"set-cookie" and not _is_ours(value)]
        return cls(status, headers, tokens.split(body, secret), cookies, born)

    @cached_property
    def may_be_kept(self) -> bool:
        """Whether others may be shown it."""
        named = {name: value.decode("latin-1").lower() for name, value in self.headers}
        vary = {part.strip() for part in named.get(b"vary", "").split(",") if part.strip()}
        control = {part.strip().split("=")[0] for part in named.get(b"cache-control", "").split(",")}
        return (
            self.status == 200
            and named.get(b"content-type", "").startswith("text/html")
            and not self.cookies
            and vary <= MAY_VARY_BY
            and control.isdisjoint({"private", "no-store", "no-cache"})
            and b"content-encoding" not in named
        )

    @cached_property
    def size(self) -> int:
        """Bytes it takes, roughly: as it is and compressed."""
        return 2 * sum(map(len, self.pieces)) + 2048

    @cached_property
    def _etag(self) -> bytes:
        return hashlib.sha256(b"\0".join(self.pieces)).hexdigest()[:24].encode()

    @cached_property
    def _gzip(self) -> list[bytes]:
        return stitching.compress(self.pieces)

    @cached_property
    def _brotli(self) -> bytes:
        return brotli.compress(self.pieces[0], quality=5)

    @cached_property
    def _cache_control(self) -> bytes:
        """Browsers ask again each time; what Django said about it stands."""
        return dict(self.headers).get(b"cache-control", b"private, no-cache")

    def answer(self, visit: Visit) -> tuple[int, Headers, bytes]:
        """Status, headers and body for one visitor."""
        headers = [*self.fixed, (b"cache-control", self._cache_control)]
        headers += [(b"set-cookie", cookie) for cookie in self.cookies]
        headers.append((b"vary", b"Cookie, Accept-Language, Accept-Encoding"))
        etag, filling = self._etag, b""
        if len(self.pieces) > 1:
            secret = tokens.secret_of(visit.csrf_cookie)
            if secret is None:
                secret = tokens.new_secret()
                headers.append((b"set-cookie", tokens.cookie_header(secret)))
            filling = tokens.token(secret)
            etag += b"-" + tokens.mark(secret)
        if self.status == 200:
            headers.append((b"etag", b'W/"' + etag + b'"'))
            if _is_known(etag, visit.if_none_match):
                return 304, [pair for pair in headers if pair[0] != b"content-type"], b""
        body, encoding = self._body(filling, visit.accept_encoding)
        if encoding:
            headers.append((b"content-encoding", encoding))
        headers.append((b"content-length", str(len(body)).encode()))
        return self.status, headers, body if visit.wants_body else b""

    def _body(self, filling: bytes, accept_encoding: bytes) -> tuple[bytes, bytes]:
        if not self.may_be_kept:
            return filling.join(self.pieces), b""
        accepted = _accepted(accept_encoding)
        if b"br" in accepted and len(self.pieces) == 1:
            return self._brotli, b"br"
        if b"gzip" in accepted:
            if len(self.pieces) == 1:
                filling = b"\0" * stitching.HOLE
            return stitching.stitch(self.pieces, self._gzip, filling), b"gzip"
        return filling.join(self.pieces), b""


def _is_ours(set_cookie: bytes) -> bool:
    """Whether it is the CSRF cookie, which each visitor gets for themself."""
    parsed: SimpleCookie = SimpleCookie(set_cookie.decode("latin-1"))
    return list(parsed) == [settings.CSRF_COOKIE_NAME]


def _is_known(etag: bytes, if_none_match: bytes) -> bool:
    """Whether the browser has this very page."""
    return bool(if_none_match) and any(
        candidate.strip().removeprefix(b"W/").strip(b'"') == etag for candidate in if_none_match.split(b",")
    )


@lru_cache(256)
def _accepted(accept_encoding: bytes) -> frozenset[bytes]:
    """Encodings the browser takes, without those it takes at weight 0."""
    found = set()
    for part in accept_encoding.lower().split(b","):
        name, _, parameters = part.partition(b";")
        if parameters.replace(b" ", b"") not in {b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"}:
            found.add(name.strip())
    return frozenset(found)
