"""How large a guide is within another site's page, and what a link to it asks for: pure, from strings."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

WIDTH, HEIGHT, HEIGHT_WITHOUT_FILM = 640, 720, 520
LONGEST_ADDRESS = 2_000
LONGEST_SECOND = 6
"""Digits of a second."""


class NotUnderstood(ValueError):
    """What was asked for makes no sense."""


@dataclass(frozen=True)
class Size:
    """Of the frame, in CSS pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class Link:
    """A link somebody wants to embed: its host with port, its path, and the second it begins at."""

    host: str
    path: str
    second: int


def size(*, has_film: bool, max_width: str = "", max_height: str = "") -> Size:
    """The frame's size, within what the other site has room for."""
    height = HEIGHT if has_film else HEIGHT_WITHOUT_FILM
    return Size(min(WIDTH, _most(max_width, WIDTH)), min(height, _most(max_height, height)))


def link(address: str) -> Link:
    """Take a link apart; raises NotUnderstood for what is no address of the web."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.lower()
    except ValueError as broken:
        raise NotUnderstood from broken
    if parts.scheme not in {"http", "https"} or not host or "@" in host or len(address) > LONGEST_ADDRESS:
        raise NotUnderstood
    asked = parse_qs(parts.query).get("t", [""])[0]
    is_second = asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_SECOND
    return Link(host, parts.path, int(asked) if is_second else 0)


def _most(asked: str, otherwise: int) -> int:
    if not asked:
        return otherwise
    if not (asked.isascii() and asked.isdigit() and int(asked[:6]) > 0 and len(asked) <= 6):
        raise NotUnderstood
    return int(asked)
