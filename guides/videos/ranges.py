"""Which bytes of a file an HTTP request asks for (RFC 9110, sections 13 and 14).

Browsers seek in a film by asking for ranges. Django and daphne answer none of this, and a wrong
answer shows as a film that jumps back to its beginning or never plays (Safari).
"""

import re
from dataclasses import dataclass

from django.utils.http import parse_etags

MAX_BYTES = 256 * 1024
"""A 206 never holds more: daphne has no back-pressure and keeps some six copies of what is on its way, so this bounds
its memory a request (`make bench` plays a film of 300 MB to ten clients)."""

_ONE_RANGE = re.compile(r"^\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*$", re.ASCII | re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range begins after the end of the file, or is empty: the answer is a 416."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The first and the last byte to send, both included, as HTTP counts them."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes that is."""
        return self.last - self.first + 1

    def content_range(self, size: int) -> str:
        """The Content-Range header of a 206 for a file of `size` bytes."""
        return f"bytes {self.first}-{self.last}/{size}"

    def capped(self, limit: int = MAX_BYTES) -> "ByteRange":
        """The beginning of this range, of at most `limit` bytes; the client asks for the rest."""
        return ByteRange(self.first, min(self.last, self.first + limit - 1))


def parse(header: str | None, size: int) -> ByteRange | None:
    """Give the one range asked for, or None when the whole file is to be sent.

    A header that is malformed, in another unit, or asks for several ranges is ignored, as the
    standard allows. Raises Unsatisfiable when nothing of the range exists.
    """
    match = _ONE_RANGE.match(header or "")
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first == "":
        wanted = min(int(last), size)
        if wanted == 0:
            raise Unsatisfiable
        return ByteRange(size - wanted, size - 1)
    if last != "" and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return ByteRange(int(first), min(int(last), size - 1) if last else size - 1)


def still_current(if_range: str | None, *, etag: str, last_modified: str) -> bool:
    """Say whether a range may be sent, or the file has changed since the client got its part.

    The comparison is strong, as it must be for parts that are put together.
    """
    if not if_range:
        return True
    if_range = if_range.strip()
    return if_range == (etag if if_range.startswith('"') else last_modified)


def not_modified(if_none_match: str | None, if_modified_since: str | None, *, etag: str, last_modified: str) -> bool:
    """Say whether the client has the file already (a 304)."""
    if if_none_match:
        tags = [tag.removeprefix("W/") for tag in parse_etags(if_none_match)]
        return "*" in tags or etag in tags
    return bool(if_modified_since) and if_modified_since == last_modified
