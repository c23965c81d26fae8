"""A live room of 500 sockets, as processor time a delivered frame over that of writing a prepared frame."""

import asyncio
import threading
import time
from dataclasses import dataclass

from django.db import connection
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from commons.people.participants import Participant
from participation.live_qa import services as live
from participation.live_qa.models import Question

from .processes import Clock, serving
from .seed import Town

SOCKETS = 500
SECONDS = 10.0
VOTES_PER_SECOND = 20


@dataclass(frozen=True)
class Delivered:
    """What reached the sockets, and what it cost the server."""

    frames: int
    bytes: int
    microseconds: float
    """Processor time a frame."""


def measure(town: Town, server: str) -> tuple[Delivered, Delivered]:
    """The room while people vote, and the bare write of frames of the same size."""
    with serving(server, "config.asgi:application") as (pid, port):
        room = asyncio.run(_listen(pid, port, f"/ws/live/{town.room}/", lambda: _vote(town.question)))
    size = str(round(room.bytes / max(room.frames, 1)))
    with serving(server, "bench.bare_sockets:application", BENCH_FRAME=size) as (pid, port):
        bare = asyncio.run(_listen(pid, port, "/", lambda: None))
    return room, bare


async def _listen(pid: int, port: int, path: str, meanwhile: object) -> Delivered:
    counts = [0, 0]
    counting = [False]

    async def read(socket: ClientConnection) -> None:
        try:
            async for message in socket:
                if counting[0]:
                    counts[0] += 1
                    counts[1] += len(message)
        except ConnectionClosed:
            pass

    sockets = [await _connect(port, path) for _ in range(SOCKETS)]
    readers = [asyncio.create_task(read(socket)) for socket in sockets]
    await asyncio.sleep(3)
    clock = await asyncio.to_thread(Clock, pid)
    counting[0] = True
    acting = threading.Thread(target=meanwhile)
    acting.start()
    await asyncio.sleep(SECONDS)
    counting[0] = False
    spent = await asyncio.to_thread(clock.seconds)
    await asyncio.to_thread(acting.join)
    for socket in sockets:
        await socket.close()
    await asyncio.gather(*readers)
    if not counts[0]:
        raise RuntimeError(f"no frame arrived from {path}")
    return Delivered(counts[0], counts[1], spent / counts[0] * 1e6)


async def _connect(port: int, path: str) -> ClientConnection:
    return await connect(
        f"ws://127.0.0.1:{port}{path}",
        origin=Origin(f"http://127.0.0.1:{port}"),
        compression=None,
        ping_interval=None,
        open_timeout=30,
    )


def _vote(question: int) -> None:
    """People stand behind a question, from another process than the server's, as in a site with several."""
    try:
        end, number = time.monotonic() + SECONDS, 0
        while time.monotonic() < end:
            number += 1
            live.support(by=Participant(f"voter{time.time_ns()}"), question=Question.objects.get(pk=question))
            time.sleep(1 / VOTES_PER_SECOND)
    finally:
        connection.close()
