"""How often pages are opened: numbers gathered in the process, and handed on to be written once a minute.

A view names its page in a header of the answer. What stands before the page cache counts it each time the answer
goes out, whether Django made it or the cache had it, and takes the header off. No address, cookie, browser or
time of day is kept. What was counted in the minute before a process ends is lost.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.db import connections
from django.http import HttpResponse
from django.utils import timezone

logger = logging.getLogger(__name__)

HEADER = "X-Opened-Page"
EVERY = 60.0
"""Seconds for which views are gathered before they are written."""

Counts = Mapping[tuple[UUID, date], int]


def opens(response: HttpResponse, page_key: UUID) -> None:
    """Say that whoever is sent this answer opens a page."""
    response[HEADER] = str(page_key)


class Gatherer:
    """Counts in memory, and hands the numbers to `write` in a thread of its own, `every` so many seconds."""

    def __init__(self, write: Callable[[Counts], None], *, every: float = EVERY) -> None:
        self.every = every
        self._write = write
        self._lock = threading.Lock()
        self._counts: Counter[tuple[UUID, date]] = Counter()
        self._timer: threading.Timer | None = None

    def count(self, page_key: UUID) -> None:
        """One more view, today."""
        with self._lock:
            self._counts[page_key, timezone.localdate()] += 1
            self._write_later()

    def write(self) -> None:
        """Write what was gathered; what can't be written now is kept for the next time."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, Counter(), None
        if not counts:
            return
        try:
            self._write(counts)
        except Exception:
            logger.exception("Views could not be written and are kept")
            with self._lock:
                self._counts.update(counts)
                self._write_later()

    def _write_later(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(self.every, self._write_and_leave)
            self._timer.daemon = True
            self._timer.start()

    def _write_and_leave(self) -> None:
        try:
            self.write()
        finally:
            # The thread ends here: its connection is nobody's any more.
            connections.close_all()
