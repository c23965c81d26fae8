"""The cache itself: which pages it has, and one render at a time for each."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from . import tokens
from .entries import Headers, Rendered
from .keys import Key, Visit, scope_for, visit

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

LIFE = 0.5
"""Seconds a page is shown without being made anew. What it was made of may be as old (`settings.KEEP_SECONDS`): no
change is hidden for longer than both together, a second."""
NOT_AGAIN_FOR = 10.0
"""Seconds for which a page that may not be kept is not waited for by others."""
LARGEST = 1024 * 1024
"""Bytes of the largest page that is gathered; more goes straight from Django to the visitor."""


class TooLarge(Exception):
    """A body is more than a page."""


class PageCache:
    """Wraps Django's ASGI application. Each process keeps its own pages, in at most `limit` bytes."""

    def __init__(
        self, application: Application, *, limit: int = 64 * 1024 * 1024, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._application = application
        self._limit = limit
        self._clock = clock
        self._secret = tokens.new_secret()
        self._pages: OrderedDict[Key, Rendered] = OrderedDict()
        self._bytes = 0
        self._renders: dict[Key, tuple[float, asyncio.Task[Rendered]]] = {}
        self._unkept: OrderedDict[Key, float] = OrderedDict()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer from the cache where that is allowed, else let Django answer."""
        visitor = visit(scope)
        found = await self._find(visitor) if visitor else None
        if visitor is None or found is None:
            await self._application(scope, receive, send)
            return
        status, headers, body = found.answer(visitor)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def clear(self) -> None:
        """Forget every page."""
        self._pages.clear()
        self._unkept.clear()
        self._bytes = 0

    async def _find(self, visitor: Visit) -> Rendered | None:
        """A page for this visitor; None when Django is to answer them directly."""
        key, now = visitor.key, self._clock()
        kept = self._pages.get(key)
        if kept is not None and now - kept.born < LIFE:
            return kept
        began, render = self._renders.get(key, (0.0, None))
        try:
            if render is not None and now - began < LIFE:
                shared = await asyncio.shield(render)
                return shared if shared.may_be_kept else None
            if self._unkept.get(key, 0.0) > now:
                return None
            render = asyncio.create_task(self._render(key, now))
            self._renders[key] = (now, render)
            # Shielded, since others may wait for it: the first to ask may leave.
            return await asyncio.shield(render)
        except TooLarge:
            return None

    async def _render(self, key: Key, born: float) -> Rendered:
        try:
            rendered = Rendered.of(*await self._ask(key), self._secret, born)
            if rendered.may_be_kept:
                self._keep(key, rendered)
            else:
                self._pass_by(key)
            return rendered
        except TooLarge:
            self._pass_by(key)
            raise
        finally:
            if self._renders.get(key, (None,))[0] == born:
                del self._renders[key]

    async def _ask(self, key: Key) -> tuple[int, Headers, bytes]:
        """Have Django answer a request made from the key, and gather what it sends."""
        started: dict[str, Any] = {}
        body = bytearray()
        received = False

        async def receive() -> dict[str, Any]:
            nonlocal received
            if received:
                await asyncio.Event().wait()
            received = True
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                body.extend(message.get("body", b""))
                if len(body) > LARGEST:
                    raise TooLarge

        await self._application(scope_for(key, self._secret), receive, send)
        headers = [(name.lower(), value) for name, value in started["headers"]]
        return started["status"], headers, bytes(body)

    def _keep(self, key: Key, rendered: Rendered) -> None:
        if key in self._pages:
            self._bytes -= self._pages.pop(key).size
        self._pages[key] = rendered
        self._bytes += rendered.size
        oldest_alive = self._clock() - LIFE
        while self._pages:
            oldest = next(iter(self._pages.values()))
            if self._bytes <= self._limit and oldest.born > oldest_alive:
                break
            self._bytes -= self._pages.popitem(last=False)[1].size

    def _pass_by(self, key: Key) -> None:
        self._unkept[key] = self._clock() + NOT_AGAIN_FOR
        self._unkept.move_to_end(key)
        while len(self._unkept) > 1000:
            self._unkept.popitem(last=False)
