"""Who knocks: a socket's handshake read as Django reads a request, with the same checks of host and session."""

from importlib import import_module
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest


def request_of(scope: dict[str, Any]) -> HttpRequest:
    """The handshake as a request: headers, cookies, GET and scheme; `user` comes with `bring_user`."""
    scheme = {"ws": "http", "wss": "https"}.get(scope.get("scheme", "ws"), "http")
    return ASGIRequest({**scope, "type": "http", "method": "GET", "scheme": scheme}, BytesIO())


def comes_from_here(scope: dict[str, Any]) -> bool:
    """Whether the one Origin header equals the scheme and Host this site was asked by.

    Browsers send cookies to sockets of any site, so this is what stands against cross-site reading; other clients
    send the header too (docs/live-protocol.md). Any port or scheme but the very same is foreign.
    """
    origins = [value for name, value in scope.get("headers", []) if name.lower() == b"origin"]
    if len(origins) != 1:
        return False
    try:
        request = request_of(scope)
        own = f"{request.scheme}://{request.get_host()}"
        return origins[0].decode("ascii").lower() == own.lower()
    except (DisallowedHost, UnicodeDecodeError):
        return False


def bring_user(request: HttpRequest) -> HttpRequest:
    """Read session and user afresh, so that a right taken away or a signed-out session is noticed."""
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = get_user(request)
    return request
