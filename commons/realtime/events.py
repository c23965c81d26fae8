"""What is announced: closed types, told by id, so that nobody is shown more than they may read."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was stored. Subclasses are frozen dataclasses of ids and name the room that hears of them.

    An event carries no content: whoever shows the room reads the database again, once for each audience.
    """

    @property
    def room(self) -> str:
        """The room to tell, `<kind>.<key>`: ASCII letters, digits, full stops, hyphens; at most 90 characters."""
        raise NotImplementedError

    def as_message(self) -> dict[str, Any]:
        """The event as it crosses the channel layer."""
        return {"type": "room.event", "room": self.room, "event": type(self).__name__, "ids": asdict(self)}
