"""Pages and votes, as processor time a request over the floor's."""

import secrets
from dataclasses import dataclass

from . import load
from .processes import Clock, serving
from .seed import Town

SECONDS = 6.0
#: Long enough for every process to have compiled the page's templates.
WARM = 4.0


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    server: str
    source: str
    per_second: float
    p50: float
    p95: float
    milliseconds: float
    """Processor time a request."""
    kilobytes: float
    bar: float | None = None
    """The most it is to be, in floors."""


def floor() -> Row:
    """What a fixed page costs under gunicorn."""
    with serving("gunicorn", "bench.floor:application") as (pid, port):
        return _measure(pid, port, "floor: 20 kB of fixed HTML", "gunicorn", "nothing", [load.request("GET", "/")])


def rows(town: Town, server: str) -> list[Row]:
    """Every page from the database and from the cache, then the vote."""
    found = []
    pages = [("guide, 6 steps", town.guide, 40, 3), ("idea list, 2,000 ideas", town.stage, 40, 3),
             ("idea, thread of 500", f"/en/ideas/{town.idea}/", 60, 3), ("front page", "/en/", 40, 3)]  # fmt: skip
    with serving(server, "config.asgi:application") as (pid, port):
        for name, path, from_database, from_cache in pages:
            # A cookie the site does not know sends a stranger past the cache.
            past = {"cookie": "bench=1", "accept-encoding": "gzip"}
            found.append(
                _measure(pid, port, name, server, "database", [load.request("GET", path, past)], from_database)
            )
            kept = {"accept-encoding": "gzip", "cookie": f"csrftoken={'b' * 32}"}
            found.append(_measure(pid, port, name, server, "cache", [load.request("GET", path, kept)], from_cache))
        found.append(_measure(pid, port, "support, signed in", server, "database", _votes(town), 45))
    return found


def _votes(town: Town) -> list[bytes]:
    """Each person supports an idea, later takes it back: all writes count."""
    secret = secrets.token_hex(16)
    found = []
    for deed in ("support/", "support/withdraw/"):
        for session in town.sessions:
            headers = {"cookie": f"sessionid={session}; csrftoken={secret}", "x-csrftoken": secret}
            found.append(load.request("POST", f"/en/ideas/{town.idea + 7}/{deed}", headers, b"x=1"))
    return found


def _measure(
    pid: int, port: int, name: str, server: str, source: str, requests: list[bytes], bar: float | None = None
) -> Row:
    load.run(port, requests, WARM)
    clock = Clock(pid, database=source != "nothing")
    done = load.run(port, requests, SECONDS)
    spent = clock.seconds()
    wrong = {status: number for status, number in done.statuses.items() if status >= 400}
    if wrong or not done.number:
        raise RuntimeError(f"{name} on {server}: answered {dict(done.statuses)}")
    return Row(
        name,
        server,
        source,
        done.number / done.seconds,
        done.wait(0.5),
        done.wait(0.95),
        spent / done.number * 1000,
        done.bytes / done.number / 1000,
        bar,
    )
