"""What a page depends on, and the request that Django is handed for it: made from the key and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import get_languages, parse_accept_lang_header

ASKS_FOR_MORE = {b"authorization", b"range", b"upgrade", b"x-requested-with"}
"""Headers that ask for something else than the page as everyone sees it; so do all of htmx's."""
FROM_THE_PROXY = (b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port")
ONCE = {b"host", b"cookie", *FROM_THE_PROXY}
"""Headers of which a second one means that somebody tries something."""


@dataclass(frozen=True)
class Key:
    """Everything a kept page may depend on."""

    scheme: str
    host: bytes
    root_path: str
    path: str
    query: bytes
    language: str
    proxy: tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Visit:
    """A request that may be answered from the cache: the key, and what matters to this visitor's answer alone."""

    key: Key
    csrf_cookie: str
    if_none_match: bytes
    accept_encoding: bytes
    wants_body: bool


def visit(scope: dict[str, Any]) -> Visit | None:
    """Read a request; None when it is not an anonymous look at a page."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or not _is_page(scope["path"]):
        return None
    headers = _headers(scope["headers"])
    if headers is None or (b"text/html" not in (accept := headers.get(b"accept", b"*/*")) and b"*/*" not in accept):
        return None
    cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    known = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, *settings.PAGE_CACHE_IGNORED_COOKIES}
    if not cookies.keys() <= known:
        return None
    key = Key(
        scheme=scope.get("scheme", "http"),
        host=headers[b"host"],
        root_path=scope.get("root_path", ""),
        path=scope["path"],
        query=scope.get("query_string", b""),
        language=_language(scope["path"], cookies, headers.get(b"accept-language", b"")),
        proxy=tuple((name, headers[name]) for name in FROM_THE_PROXY if name in headers),
    )
    return Visit(
        key=key,
        csrf_cookie=cookies.get(settings.CSRF_COOKIE_NAME, ""),
        if_none_match=headers.get(b"if-none-match", b""),
        accept_encoding=headers.get(b"accept-encoding", b""),
        wants_body=scope["method"] == "GET",
    )


def scope_for(key: Key, secret: str) -> dict[str, Any]:
    """The request that Django is handed: nobody's, with a CSRF cookie of ours by which its tokens are found again."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": key.scheme,
        "root_path": key.root_path,
        "path": key.path,
        "raw_path": key.path.encode(),
        "query_string": key.query,
        "headers": [
            (b"host", key.host),
            (b"accept", b"text/html"),
            (b"accept-language", key.language.encode()),
            (b"cookie", f"{settings.CSRF_COOKIE_NAME}={secret}".encode()),
            *key.proxy,
        ],
        "client": ("0.0.0.0", 0),  # noqa: S104 - nobody's address
        "server": None,
    }


def _headers(given: list[tuple[bytes, bytes]]) -> dict[bytes, bytes] | None:
    """The headers by name; None when they ask for more than a page."""
    headers: dict[bytes, bytes] = {}
    for name, value in given:
        if name in ASKS_FOR_MORE or name.startswith(b"hx-") or (name in headers and name in ONCE):
            return None
        headers.setdefault(name, value)
    return headers if b"host" in headers else None


def _is_page(path: str) -> bool:
    """Whether the first part of the address, or the one after the language, may hold pages."""
    parts = path.lstrip("/").split("/", 2)
    return settings.PAGE_CACHE_NEVER.isdisjoint(parts[:2] if parts[0] in get_languages() else parts[:1])


def _language(path: str, cookies: dict[str, str], accept_language: bytes) -> str:
    """The one language the page will be in, chosen as Django chooses it."""
    known = get_languages()
    first = path.lstrip("/").split("/", 1)[0]
    if first in known:
        return first
    if (chosen := cookies.get(settings.LANGUAGE_COOKIE_NAME)) in known:
        return str(chosen)
    for language, _weight in parse_accept_lang_header(accept_language.decode("latin-1")):
        if language == "*":
            break
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
