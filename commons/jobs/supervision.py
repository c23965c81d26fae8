"""A thread that is started again when it dies, and can say how it is."""

import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)


class SupervisedThread:
    """Runs `work(stop)` in a thread until told to stop; when `work` raises, it starts it again after a pause."""

    def __init__(self, name: str, work: Callable[[threading.Event], None], *, pause: float = 1.0) -> None:
        self.name = name
        self.restarts = 0
        self._work = work
        self._pause = pause
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; once only."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let it end at its next chance."""
        self._stop.set()

    def join(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the end; whether it came."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            started = time.monotonic()
            try:
                self._work(self._stop)
            except Exception:
                logger.exception("%s died and is started again", self.name)
            if self._stop.is_set():
                return
            self.restarts += 1
            # Something that dies at once is given longer and longer rests, so that it can't fill the log.
            lived = time.monotonic() - started
            rest = self._pause if lived > 60 else min(self._pause * 2 ** min(self.restarts, 5), 30.0)
            self._stop.wait(rest)
