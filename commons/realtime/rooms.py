"""What an app declares to have a live room: who may join, and what each audience is to be shown.

To give a thing a room, say a thread:

1. `events.py`: a frozen dataclass `PostAdded(Event)` with ids and `room` → `f"thread.{self.thread_id}"`.
2. `services.py`: after the write, in the same transaction, `publish(PostAdded(thread_id=…, post_id=…))`
   (`from commons.realtime.services import publish`).
3. `consumers.py`: a `Room` as below; `apps.py`: `ready()` calls `rooms.register(ThreadRoom())`.
4. In the page: a socket to the room's address with `?since=<number>`; docs/live-protocol.md has the frames.

        class ThreadRoom(Room):
            kind = "thread"
            path = r"ws/threads/(?P<key>[0-9]{1,18})/"

            def admit(self, request, key):
                thread = selectors.thread(request.user, int(key))      # the very check the page makes
                if thread is None:
                    raise TurnedAway("not_found")
                return Seat(key=str(thread.pk))

            def snapshot(self, key, audience, since):
                last, changed = selectors.changes_since(AnonymousUser(), int(key), since or 0)
                return Snapshot(number=last, since=since, body={"changed": changed})

`admit`, `snapshot` and `own` run in a thread and may read the database; they must not write.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.http import HttpRequest

EVERYONE = "everyone"


class TurnedAway(Exception):
    """The reader may not be in the room: `code` is one of docs/live-protocol.md (`not_found`, `not_allowed`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a socket is let in."""

    key: str
    """The room's key in its one spelling; the room's name is `<kind>.<key>`."""
    audience: str = EVERYONE
    """All sockets of an audience are sent the same prepared frame."""
    owner: str = ""
    """Whose own part of the room this socket is sent beside the audience's; empty for nobody's."""
    guarded: bool = False
    """The audience needs a right, which is checked again while the socket stays."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an audience is to be shown, read once for all its sockets.

    `since` None: `body` is the whole state. Otherwise: `body` is all that changed after number `since`, in absolute
    terms, so that applying it twice does no harm. Read `number` before the rest: what is newer then comes again.
    """

    number: int
    body: Mapping[str, Any]
    since: int | None = None
    empty: bool = False
    """Nothing changed for this audience: nothing is sent."""
    more: bool = False
    """There is more than was read in one go: the rest is read with the next frame."""
    owners: Collection[str] = field(default_factory=frozenset)
    """Owners whose own part changed after `since`."""

    @property
    def brings_nothing(self) -> bool:
        """Whether a reader that is at `since` need not be sent it."""
        return self.since is not None and (self.empty or self.number == self.since)


class Room(ABC):
    """One kind of live room. Stateless: everything it shows is read from the database."""

    kind: ClassVar[str]
    """First part of the room's name, `live` in `live.ALDER42`."""
    path: ClassVar[str]
    """Regular expression of the socket's address without the leading stroke, with a group `key`."""

    @abstractmethod
    def admit(self, request: HttpRequest, key: str) -> Seat:
        """The seat for the asker (`request.user`, `.COOKIES`, `.GET` as in a view); raises TurnedAway.

        Called again every `Limits.recheck` seconds for a guarded seat.
        """

    @abstractmethod
    def snapshot(self, key: str, audience: str, since: int | None) -> Snapshot:
        """What `audience` is to be shown: the whole when `since` is None, unknown or too long ago.

        Raises TurnedAway when nobody may be in the room any more.
        """

    def own(self, key: str, owners: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """The own part of each of `owners`, in one go. Kept small: it is the only thing made for a single reader."""
        return {}

    def name(self, key: str) -> str:
        """The name events use."""
        return f"{self.kind}.{key}"


_rooms: dict[str, Room] = {}


def register(room: Room) -> None:
    """Let sockets into rooms of this kind; called from `apps.ready()`."""
    _rooms[room.kind] = room


def find(path: str) -> tuple[Room, str] | None:
    """The kind of room at a socket's address and its key as written there; None for an address nobody serves."""
    for room in _rooms.values():
        if match := re.fullmatch(room.path, path.removeprefix("/")):
            return room, match["key"]
    return None
