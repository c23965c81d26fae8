"""Waiting for what a page's scripts do. Playwright's own way needs eval, which our policy forbids."""

import time
from typing import Any

SECONDS = 30.0


def until(place: Any, script: str) -> None:
    """Wait until a script gives something true in a page or a frame of one."""
    deadline = time.monotonic() + SECONDS
    while not place.evaluate(script):
        assert time.monotonic() < deadline, f"never true: {script}"
        (place.page if hasattr(place, "page") else place).wait_for_timeout(100)
