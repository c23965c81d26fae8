"""CSRF tokens in pages that everyone shares: found by the secret they were made of, and made anew for each visitor."""

import hashlib
import re
from http.cookies import SimpleCookie

from django.conf import settings
from django.middleware.csrf import (  # type: ignore[attr-defined]
    CSRF_SECRET_LENGTH,
    CSRF_TOKEN_LENGTH,
    _get_new_csrf_string,
    _mask_cipher_secret,
    _unmask_cipher_token,
)

_TOKEN = re.compile(rb"(?<![A-Za-z0-9])[A-Za-z0-9]{%d}(?![A-Za-z0-9])" % CSRF_TOKEN_LENGTH)
_VALUE = re.compile(r"[A-Za-z0-9]*")


def new_secret() -> str:
    """A secret as Django makes them."""
    return _get_new_csrf_string()


def split(body: bytes, secret: str) -> list[bytes]:
    """The body in pieces, cut where a token made of `secret` stood."""
    pieces, start = [], 0
    for match in _TOKEN.finditer(body):
        if _unmask_cipher_token(match.group().decode()) == secret:
            pieces.append(body[start : match.start()])
            start = match.end()
    return [*pieces, body[start:]]


def secret_of(cookie: str) -> str | None:
    """The secret in a visitor's cookie; None when there is none that Django would take."""
    if not _VALUE.fullmatch(cookie):
        return None
    if len(cookie) == CSRF_TOKEN_LENGTH:
        return _unmask_cipher_token(cookie)
    return cookie if len(cookie) == CSRF_SECRET_LENGTH else None


def token(secret: str) -> bytes:
    """A token of `secret`, different each time, so that compressed pages don't give it away."""
    return _mask_cipher_secret(secret).encode()


def mark(secret: str) -> bytes:
    """A short mark of a secret for ETags: a page with another's tokens is another page."""
    return hashlib.sha256(b"page-cache" + secret.encode()).hexdigest()[:10].encode()


def cookie_header(secret: str) -> bytes:
    """The value of Set-Cookie, as Django writes it."""
    cookie: SimpleCookie = SimpleCookie()
    cookie[settings.CSRF_COOKIE_NAME] = secret
    morsel = cookie[settings.CSRF_COOKIE_NAME]
    morsel["path"] = settings.CSRF_COOKIE_PATH
    if settings.CSRF_COOKIE_AGE is not None:
        morsel["max-age"] = settings.CSRF_COOKIE_AGE
    if settings.CSRF_COOKIE_DOMAIN:
        morsel["domain"] = settings.CSRF_COOKIE_DOMAIN
    if settings.CSRF_COOKIE_SAMESITE:
        morsel["samesite"] = settings.CSRF_COOKIE_SAMESITE
    morsel["secure"], morsel["httponly"] = settings.CSRF_COOKIE_SECURE, settings.CSRF_COOKIE_HTTPONLY
    return morsel.OutputString().encode("latin-1")
