"""Announcing. All that domain code needs of this app beside events."""

import asyncio
import logging
import threading
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from .events import Event
from .limits import LIMITS

logger = logging.getLogger(__name__)


class _Serving:
    """Where this process keeps its sockets, if it has any."""

    loop: asyncio.AbstractEventLoop | None = None


_serving = _Serving()


def publish(event: Event) -> None:
    """Announce `event` to its room once the transaction is committed; never if it is rolled back.

    Whatever becomes of the announcement, the write stands: a channel layer that is gone is logged, nothing else.
    """
    # Not a partial: Django names the function when it reports that it failed, and a partial has no name.
    transaction.on_commit(lambda: _announce(event), robust=True)


def announce_from(loop: asyncio.AbstractEventLoop) -> None:
    """Send announcements from `loop`, where this process keeps its sockets.

    The in-memory layer is not safe to touch from another thread (the worker's, say), and Redis would open a
    connection for every thread that has no loop of its own.
    """
    _serving.loop = loop


def _announce(event: Event) -> None:
    message = event.as_message()
    loop = _serving.loop
    if loop is not None and loop.is_running():
        asyncio.run_coroutine_threadsafe(_send(event.room, message), loop)
        return
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        async_to_sync(_send)(event.room, message)
    else:
        # A loop of somebody else's (a test's browser) runs in this thread and can't wait for us.
        threading.Thread(target=asyncio.run, args=[_send(event.room, message)]).start()


async def _send(room: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        await asyncio.wait_for(layer.group_send(room, message), LIMITS.closing)
    except Exception:
        # The readers find out within `look_again`: the number in the database has moved.
        logger.warning("announcement lost", extra={"room": room}, exc_info=True)
