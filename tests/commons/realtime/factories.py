"""A room without a database, and sockets whose other end is the test."""

import asyncio
from typing import Any

from commons.realtime.limits import Limits
from commons.realtime.readers import Reader
from commons.realtime.rooms import EVERYONE, Room, Seat, Snapshot, TurnedAway

QUICK = Limits(merge=0.02, look_again=0.2, patience=0.2, recheck=0.05, closing=0.5, ahead_bytes=2000, catch_ups=2)


class Hall(Room):
    """A room whose truth is a list of lines; `reads` counts how often it was asked."""

    kind = "hall"
    path = r"ws/hall/(?P<key>[a-z]+)/"

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.own_parts: dict[str, dict[str, Any]] = {}
        self.reads: list[tuple[str, int | None]] = []
        self.banned: set[str] = set()
        self.broken = False
        self.touches: set[str] = set()
        self.hidden_from_everyone: set[int] = set()

    def admit(self, request, key: str) -> Seat:
        if key == "missing":
            raise TurnedAway("not_found")
        as_host = request.GET.get("as") == "host"
        if as_host and "host" in self.banned:
            raise TurnedAway("not_allowed")
        return Seat(
            key=key,
            audience="hosts" if as_host else EVERYONE,
            owner=request.COOKIES.get("owner", ""),
            guarded=as_host,
        )

    def snapshot(self, key: str, audience: str, since: int | None) -> Snapshot:
        self.reads.append((audience, since))
        if self.broken:
            raise RuntimeError("database away")
        number = len(self.lines)
        start = since if since is not None and since <= number else None
        new = [
            line
            for at, line in enumerate(self.lines[start or 0 :], start or 0)
            if audience == "hosts" or at not in self.hidden_from_everyone
        ]
        return Snapshot(number=number, since=start, body={"lines": new}, empty=not new, owners=frozenset(self.touches))

    def own(self, key, owners):
        return {owner: self.own_parts[owner] for owner in owners if owner in self.own_parts}


class Ear:
    """The far end of a reader: collects frames, and can be made to stall."""

    def __init__(self) -> None:
        self.frames: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, message: dict[str, Any]) -> None:
        await self.open.wait()
        self.frames.append(message["text"])


def reader(ear: Ear, *, since: int | None = None, limits: Limits = QUICK, **seat) -> Reader:
    return Reader(ear.send, Seat(**{"key": "main", **seat}), since, limits)
