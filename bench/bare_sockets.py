"""The floor for live rooms: one prepared frame written to every socket four times a second, and nothing else."""

import asyncio
import os
from typing import Any

FRAME = "x" * int(os.environ.get("BENCH_FRAME", "600"))
EVERY = 0.25
_sends: set[Any] = set()
_writing: list[asyncio.Task[None]] = []


async def _write() -> None:
    while True:
        for send in list(_sends):
            await send({"type": "websocket.send", "text": FRAME})
        await asyncio.sleep(EVERY)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Take a socket in and keep it until it leaves."""
    if scope["type"] != "websocket":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
        return
    await receive()
    await send({"type": "websocket.accept"})
    _sends.add(send)
    if not _writing:
        _writing.append(asyncio.create_task(_write()))
    while (await receive())["type"] != "websocket.disconnect":
        pass
    _sends.discard(send)
