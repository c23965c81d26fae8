"""Sockets: let in who may come, listen to the little they may say, close cleanly whatever happens."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from . import rooms, services
from .addresses import UNKNOWN, place_of
from .handshakes import bring_user, comes_from_here, request_of
from .hubs import CLOSE_CODES, Hub, Hubs, in_thread
from .limits import LIMITS, Allowance, Limits
from .readers import Reader
from .rooms import Room, Seat, TurnedAway
from .strict_json import NotStrict, dumps, loads

logger = logging.getLogger(__name__)


class Sockets:
    """The ASGI application of all sockets of the site."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.hubs = Hubs(limits)
        self._from: Counter[str] = Counter()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Serve one socket from its handshake to its end."""
        if (await receive())["type"] != "websocket.connect":
            return
        found = rooms.find(scope["path"])
        if found is None or not comes_from_here(scope):
            # Before it is accepted a close is a plain 403.
            await send({"type": "websocket.close", "code": CLOSE_CODES["not_allowed"]})
            return
        services.announce_from(asyncio.get_running_loop())
        room, key = found
        request = request_of(scope)
        await send({"type": "websocket.accept"})
        try:
            with self._counted(place_of(request.META.get("REMOTE_ADDR"))):
                seat = await in_thread(admit, room, request, key)
                reader = Reader(send, seat, since_of(request), self.limits)
                hub = self.hubs.join(room, reader)
                try:
                    await Line(self.limits, room, key, request, reader, hub).hold(receive, send)
                finally:
                    self.hubs.leave(hub, reader)
                    reader.end(None)
        except TurnedAway as turned:
            await refuse(send, turned.code)

    @contextlib.contextmanager
    def _counted(self, address: str) -> Iterator[None]:
        """Count one more socket of an address while it is open; raises TurnedAway before anything is read for it.

        Where the server can't tell addresses apart nobody is turned away: they would be everybody.
        """
        if address != UNKNOWN and self._from[address] >= self.limits.sockets_from_address:
            raise TurnedAway("address_full")
        self._from[address] += 1
        try:
            yield
        finally:
            self._from[address] -= 1
            if not self._from[address]:
                del self._from[address]


class Line:
    """One accepted socket: what it says, and when it ends."""

    def __init__(self, limits: Limits, room: Room, key: str, request: HttpRequest, reader: Reader, hub: Hub) -> None:
        self.limits, self.room, self.key, self.request = limits, room, key, request
        self.reader, self.hub = reader, hub
        self.allowance = Allowance(limits.messages, limits.messages_per)

    async def hold(self, receive: Any, send: Any) -> None:
        """Wait for the first of: the other side leaves, says what it may not, loses its right, or is too slow."""
        works = [asyncio.ensure_future(self._listen(receive, send)), self.reader.ended]
        if self.reader.seat.guarded:
            works.append(asyncio.ensure_future(self._recheck()))
        try:
            done, _rest = await asyncio.wait(works, return_when=asyncio.FIRST_COMPLETED)
            code = done.pop().result()
        finally:
            for work in works:
                if work is not self.reader.ended:
                    work.cancel()
        if code is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(send({"type": "websocket.close", "code": code}), self.limits.closing)

    async def _listen(self, receive: Any, send: Any) -> int | None:
        """Take messages until the socket ends; the code to close it with, None when it is closed already."""
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return None
            text = message.get("text")
            if len(text if text is not None else message.get("bytes") or b"") > self.limits.message_bytes:
                return CLOSE_CODES["too_large"]
            if not self.allowance.take():
                return CLOSE_CODES["too_many"]
            if error := self._hear(text):
                await send({"type": "websocket.send", "text": dumps({"type": "error", "code": error})})

    def _hear(self, text: str | None) -> str | None:
        """Do what the message asks; the code of the error when it asks nothing we know."""
        if text is None:
            return "not_text"
        try:
            message = loads(text)
        except NotStrict:
            return "not_json"
        number = message.get("number")
        if message.get("type") not in ("seen", "missed"):
            return "unknown_type"
        if type(number) is not int or not 0 <= number < 2**53:
            return "bad_number"
        self.reader.seen(number)
        if message["type"] == "missed":
            self.reader.go_back(number)
            self.hub.wake()
        return None

    async def _recheck(self) -> int:
        """Ask again for the right to sit here; returns the code to close with once it is gone."""
        while True:
            await asyncio.sleep(self.limits.recheck)
            try:
                if await in_thread(admit, self.room, self.request, self.key) != self.reader.seat:
                    return CLOSE_CODES["not_allowed"]
            except TurnedAway as turned:
                return CLOSE_CODES[turned.code]


def admit(room: Room, request: HttpRequest, key: str) -> Seat:
    """The seat for who asks, with session and user read afresh."""
    return room.admit(bring_user(request), key)


def since_of(request: HttpRequest) -> int | None:
    """The number the reader says it has; None, for the whole state, when it says none we can read."""
    text = request.GET.get("since", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


async def refuse(send: Any, code: str) -> None:
    """Say why, then close: browsers tell a page the code of a close only once the socket was accepted."""
    await send({"type": "websocket.send", "text": dumps({"type": "error", "code": code})})
    await send({"type": "websocket.close", "code": CLOSE_CODES[code]})
