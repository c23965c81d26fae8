"""Asking a server as fast as it answers, a few at a time."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

AT_ONCE = 8


@dataclass
class Load:
    """What came of it."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    bytes: int = 0

    @property
    def number(self) -> int:
        """Answers that came."""
        return len(self.waits)

    def wait(self, share: float) -> float:
        """Milliseconds within which `share` of the answers came."""
        return sorted(self.waits)[int(share * (len(self.waits) - 1))] * 1000


def request(method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    """A request as it goes over the line."""
    lines = {"host": "127.0.0.1", "accept": "text/html", **(headers or {})}
    if body:
        lines |= {"content-length": str(len(body)), "content-type": "application/x-www-form-urlencoded"}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def run(port: int, requests: list[bytes], seconds: float, at_once: int = AT_ONCE) -> Load:
    """Send `requests` round and round for `seconds`, so many at a time."""
    return asyncio.run(_run(port, itertools.cycle(requests), seconds, at_once))


async def _run(port: int, requests: Iterator[bytes], seconds: float, at_once: int) -> Load:
    load, started = Load(), time.monotonic()
    await asyncio.gather(*(_ask(port, requests, started + seconds, load) for _ in range(at_once)))
    load.seconds = time.monotonic() - started
    return load


async def _ask(port: int, requests: Iterator[bytes], until: float, load: Load) -> None:
    reader = writer = None
    while time.monotonic() < until:
        if writer is None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        asked = time.monotonic()
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        headers = dict(line.split(b": ", 1) for line in lines[1:] if line)
        length = headers.get(b"content-length")
        # Without a length the body ends with the connection.
        body = await (reader.readexactly(int(length)) if length else reader.read())
        load.waits.append(time.monotonic() - asked)
        load.statuses[int(lines[0].split()[1])] += 1
        load.bytes += len(body)
        if headers.get(b"connection") == b"close":
            writer.close()
            writer = None
    if writer is not None:
        writer.close()
