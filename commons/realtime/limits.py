"""Every number that tunes the rooms, in one place."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a room and its sockets keep to; in seconds and bytes; docs/live-protocol.md has the public ones."""

    merge: float = 0.25
    """Announcements within this time become one frame."""
    look_again: float = 5.0
    """A room reads its number this often even when it hears nothing: announcements may be lost, numbers are not."""
    message_bytes: int = 4096
    """The largest message a socket may send us."""
    messages: int = 20
    messages_per: float = 10.0
    """A socket may send `messages` messages in `messages_per` seconds."""
    ahead_bytes: int = 256 * 1024
    """What a reader may be sent beyond what it says it has seen; then it waits for the newest state."""
    patience: float = 30.0
    """A reader that stays behind for so long is closed."""
    recheck: float = 30.0
    """Readers of an audience that needs a right are asked for it again this often."""
    catch_ups: int = 8
    """So many different gaps are answered with what was missed in one go; the others get the whole state."""
    sockets_in_room: int = 5000
    """More sockets than this in one room of one process are turned away."""
    sockets_from_address: int = 2000
    """More sockets than this from one address in one process are turned away: a town hall shares one. An installation
    sets its own number (SOCKETS_FROM_ADDRESS)."""
    closing: float = 5.0
    """How long a close or an announcement may take before it is given up."""


LIMITS = Limits()


class Allowance:
    """A number of deeds per time for one socket; refills steadily."""

    __slots__ = ("_at", "_clock", "_left", "_rate", "_size")

    def __init__(self, size: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._rate, self._clock = float(size), size / seconds, clock
        self._left, self._at = self._size, clock()

    def take(self) -> bool:
        """Whether one more is allowed now; takes it when it is."""
        now = self._clock()
        self._left = min(self._size, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
