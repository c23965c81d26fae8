"""Counting how often pages are opened, before the page cache, so that its hits count too."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from commons.pages import services
from commons.pages.exposure import HEADER, Gatherer

Application = Callable[..., Awaitable[None]]
NAME = HEADER.lower().encode()
SHOWN = {200, 304}
"""The page went out, or the browser was told to show the one it has."""
MACHINES = (b"bot", b"crawl", b"spider", b"slurp", b"preview")
"""Words by which programs that read pages name themselves."""


def write(counts: Any) -> None:
    """Add what was gathered to the rows of the site."""
    services.add_views(counts=counts)


class CountsViews:
    """Wraps the site: takes the header off each answer that names a page, and counts those that people asked for."""

    def __init__(self, application: Application, gatherer: Gatherer | None = None) -> None:
        self._application = application
        self.gatherer = gatherer or Gatherer(write)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Hand the request on and look at what comes back."""

        async def count_and_send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = self._read(scope, message)
            await send(message)

        await self._application(scope, receive, count_and_send if scope["type"] == "http" else send)

    def _read(self, scope: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
        headers = list(message.get("headers", ()))
        named = [value for name, value in headers if name.lower() == NAME]
        if not named:
            return message
        if scope["method"] == "GET" and message["status"] in SHOWN and _by_a_person(scope["headers"]):
            self.gatherer.count(UUID(named[0].decode()))
        return {**message, "headers": [pair for pair in headers if pair[0].lower() != NAME]}


def _by_a_person(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether somebody looks: no program that says what it is, and no browser that fetches ahead."""
    asked = dict(headers)
    browser = asked.get(b"user-agent", b"").lower()
    ahead = b"prefetch" in asked.get(b"sec-purpose", b"")
    return not ahead and not any(word in browser for word in MACHINES)
