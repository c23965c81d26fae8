"""One open socket as its hub sees it: a mailbox with a single slot, so that a slow reader costs nobody else."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from .limits import LIMITS, Limits
from .rooms import Seat

logger = logging.getLogger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Frame:
    """A message made ready once and written to many sockets."""

    __slots__ = ("message", "number", "size")

    def __init__(self, text: str, number: int | None) -> None:
        self.message = {"type": "websocket.send", "text": text}
        self.number = number
        self.size = len(text.encode())


class Reader:
    """A socket in a room. It is never queued for: while it is busy or too far behind it only stays behind,
    and when it is ready again the hub reads what it missed and gives it that in one frame.
    """

    def __init__(self, send: Send, seat: Seat, since: int | None = None, limits: Limits = LIMITS) -> None:
        self.seat = seat
        self.sent = since
        """Number of the last frame handed over; None for a reader that has nothing yet."""
        self.looked_at = since
        """Number up to which there was nothing more for it: at least `sent`."""
        self.greeted = False
        """Whether it has been answered once; it is, even when there is nothing new."""
        self.own_due = bool(seat.owner)
        self.ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        """Done when the hub gives the socket up; the result is the code to close it with."""
        self.on_ready: Callable[[], None] = lambda: None
        self._send, self._limits = send, limits
        self._busy = False
        self._unseen: deque[tuple[int, int]] = deque()
        self._bytes_unseen = 0
        self._behind_since: float | None = None

    @property
    def ready(self) -> bool:
        """Whether a frame may be written now."""
        return not self._busy and self._bytes_unseen < self._limits.ahead_bytes and not self.ended.done()

    def write(self, frame: Frame) -> None:
        """Hand a frame to the server. Returns at once; the reader is not ready until the server took it."""
        if frame.number is not None:
            self.sent = self.looked_at = frame.number
            self._unseen.append((frame.number, frame.size))
            self._bytes_unseen += frame.size
        try:
            rest = begin(self._send(frame.message))  # type: ignore[arg-type]
        except Exception:
            logger.debug("socket gone", exc_info=True)
            self.end(None)
            return
        if rest is not None:
            self._busy = True
            task = asyncio.ensure_future(rest)
            task.add_done_callback(self._taken)
        if not self.ready:
            self._behind_since = self._behind_since or time.monotonic()

    def seen(self, number: int) -> None:
        """The reader says what it has seen up to."""
        while self._unseen and self._unseen[0][0] <= number:
            self._bytes_unseen -= self._unseen.popleft()[1]
        self._caught_up()

    def go_back(self, number: int) -> None:
        """The reader says what it has: send it all that came after, or a word that there is nothing."""
        self.sent = self.looked_at = number
        self.greeted = False

    def hopeless(self, now: float) -> bool:
        """Whether it has been behind for longer than anybody waits."""
        return self._behind_since is not None and now - self._behind_since > self._limits.patience

    def end(self, code: int | None) -> None:
        """Give the socket up; None when it is gone already."""
        if not self.ended.done():
            self.ended.set_result(code)

    def _taken(self, task: asyncio.Future[None]) -> None:
        self._busy = False
        if task.cancelled() or task.exception() is not None:
            self.end(None)
        else:
            self._caught_up()

    def _caught_up(self) -> None:
        if self._behind_since is not None and self.ready:
            self._behind_since = None
            self.on_ready()


class _Rest:
    """What is left of a coroutine that was begun by hand: waits for what it waited for, then goes on with it."""

    __slots__ = ("_coroutine", "_waiting_for")

    def __init__(self, coroutine: Coroutine[Any, Any, None], waiting_for: Any) -> None:
        self._coroutine, self._waiting_for = coroutine, waiting_for

    def __await__(self) -> Generator[Any, Any, None]:
        yield self._waiting_for
        yield from self._coroutine.__await__()


def begin(coroutine: Coroutine[Any, Any, None]) -> Awaitable[None] | None:
    """Run `coroutine` up to its first wait; None when it needed none, else what is left to await.

    Servers hand a frame to the kernel without waiting unless the socket is full. A task for each of thousands of
    sockets costs several times the write itself, so only the full ones get one. (Python 3.12 has `eager_start`.)
    """
    try:
        waiting_for = coroutine.send(None)
    except StopIteration:
        return None
    return _Rest(coroutine, waiting_for)
