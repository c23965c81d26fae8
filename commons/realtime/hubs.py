"""One hub for each room of a process: hears that something changed, reads once, writes to every socket.

A consumer of Channels for each socket would read the channel layer, the database and the serialiser once per socket;
here all of it happens once per audience. To measure the fan-out alone, make a `Hub` with a `Room` of your own, `join`
readers whose `send` counts, and await `flush()`.
"""

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from .limits import LIMITS, Limits
from .readers import Frame, Reader
from .rooms import Room, Snapshot, TurnedAway
from .strict_json import dumps

logger = logging.getLogger(__name__)

CLOSE_CODES = {
    "not_allowed": 4403,
    "not_found": 4404,
    "too_slow": 4408,
    "too_large": 4413,
    "too_many": 4429,
    "full": 4503,
    "address_full": 4529,
}


async def in_thread(function: Callable[..., Any], *args: Any) -> Any:
    """Run what reads the database beside the event loop, and leave no connection behind."""
    return await database_sync_to_async(function, thread_sensitive=False)(*args)


class Hub:
    """The sockets of one room in this process."""

    def __init__(self, room: Room, key: str, limits: Limits = LIMITS) -> None:
        self.room, self.key, self.limits = room, key, limits
        self.readers: set[Reader] = set()
        self._woken = asyncio.Event()

    def join(self, reader: Reader) -> None:
        """Let a socket in; its first frame comes with the next flush."""
        reader.on_ready = self.wake
        self.readers.add(reader)
        self.wake()

    def leave(self, reader: Reader) -> None:
        """Forget a socket."""
        self.readers.discard(reader)

    def wake(self) -> None:
        """Something may have changed: look soon. Any number of calls before that are one."""
        self._woken.set()

    async def run(self) -> None:
        """Serve the room until cancelled: at once when it was quiet, then at most once per `merge` seconds."""
        listener = asyncio.create_task(self._listen())
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), self.limits.look_again)
                self._woken.clear()
                self._drop_the_hopeless()
                try:
                    await self.flush()
                except Exception:
                    logger.exception("room could not be read", extra={"room": self.room.name(self.key)})
                await asyncio.sleep(self.limits.merge)
        finally:
            listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listener

    async def flush(self) -> None:
        """Read what each audience has not seen, and write it to all of its sockets that can take it."""
        for audience, readers in self._waiting().items():
            try:
                owners = await self._serve(audience, readers)
            except TurnedAway as turned:
                for reader in [one for one in self.readers if one.seat.audience == audience]:
                    reader.end(CLOSE_CODES[turned.code])
                continue
            for reader in self.readers if owners else ():
                reader.own_due = reader.own_due or (reader.seat.owner in owners and reader.seat.audience == audience)
        await self._serve_own()

    async def _serve(self, audience: str, readers: Iterable[Reader]) -> set[str]:
        gaps: dict[tuple[int | None, int | None], list[Reader]] = defaultdict(list)
        for reader in readers:
            gaps[reader.sent, reader.looked_at].append(reader)
        # The commonest gaps first; beyond `catch_ups` of them everybody is given the whole state, made once.
        known = sorted((gap for gap in gaps if gap[0] is not None), key=lambda gap: -len(gaps[gap]))
        for gap in known[self.limits.catch_ups :]:
            gaps[None, None] += gaps.pop(gap)
        owners: set[str] = set()
        for (sent, looked_at), group in gaps.items():
            snapshot = await in_thread(self.room.snapshot, self.key, audience, looked_at)
            owners.update(snapshot.owners)
            self._write(snapshot, sent, group)
            if snapshot.more:
                self.wake()
        return owners

    def _write(self, snapshot: Snapshot, sent: int | None, group: Iterable[Reader]) -> None:
        frame: Frame | None = None
        for reader in group:
            if not reader.ready:
                continue
            if reader.greeted and snapshot.brings_nothing:
                reader.looked_at = snapshot.number
                continue
            frame = frame or Frame(dumps(envelope(snapshot, sent)), snapshot.number)
            reader.greeted = True
            reader.write(frame)

    async def _serve_own(self) -> None:
        due = [reader for reader in self.readers if reader.own_due and reader.greeted and reader.ready]
        if not due:
            return
        parts = await in_thread(self.room.own, self.key, {reader.seat.owner for reader in due})
        for reader in due:
            reader.own_due = False
            if (part := parts.get(reader.seat.owner)) is not None:
                reader.write(Frame(dumps({"type": "yours", **part}), None))

    def _waiting(self) -> dict[str, list[Reader]]:
        audiences: dict[str, list[Reader]] = defaultdict(list)
        for reader in self.readers:
            if reader.ready:
                audiences[reader.seat.audience].append(reader)
        return audiences

    def _drop_the_hopeless(self) -> None:
        now = time.monotonic()
        for reader in [reader for reader in self.readers if reader.hopeless(now)]:
            self.leave(reader)
            reader.end(CLOSE_CODES["too_slow"])

    async def _listen(self) -> None:
        """Wake for each announcement; when the channel layer is gone, try again while `look_again` bridges the gap."""
        name = self.room.name(self.key)
        while True:
            layer = get_channel_layer()
            if layer is None:
                return
            try:
                channel = await layer.new_channel()
                await layer.group_add(name, channel)
                try:
                    self.wake()  # for what was announced before we listened
                    while True:
                        await layer.receive(channel)
                        self.wake()
                finally:
                    await asyncio.wait_for(layer.group_discard(name, channel), self.limits.closing)
            except asyncio.CancelledError:
                raise
            except Exception:
                logger.warning("channel layer unreachable", extra={"room": name}, exc_info=True)
                await asyncio.sleep(self.limits.look_again)


def envelope(snapshot: Snapshot, sent: int | None) -> dict[str, Any]:
    """The frame of a snapshot: `state` replaces what the reader has, `changes` adds to what it had at `since`."""
    if snapshot.since is None or sent is None:
        return {"type": "state", "number": snapshot.number, **snapshot.body}
    return {"type": "changes", "since": sent, "number": snapshot.number, **snapshot.body}


class Hubs:
    """The hubs of this process: one runs while its room has sockets."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._running: dict[str, tuple[Hub, asyncio.Task[None]]] = {}

    def join(self, room: Room, reader: Reader) -> Hub:
        """Bring a reader into its room; raises TurnedAway("full")."""
        name = room.name(reader.seat.key)
        if name not in self._running:
            hub = Hub(room, reader.seat.key, self.limits)
            self._running[name] = hub, asyncio.create_task(hub.run())
        hub, _task = self._running[name]
        if len(hub.readers) >= self.limits.sockets_in_room:
            raise TurnedAway("full")
        hub.join(reader)
        return hub

    def leave(self, hub: Hub, reader: Reader) -> None:
        """Take a reader out; the last one ends the hub."""
        hub.leave(reader)
        name = hub.room.name(hub.key)
        if not hub.readers and self._running.get(name, (None,))[0] is hub:
            self._running.pop(name)[1].cancel()
