"""Searching 100,000 captions on one database: `python -m bench.search DATABASE_URL` prints its rows as JSON."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from urllib.parse import quote_plus, urlsplit

from .__main__ import ROOT, make_database, set_environment

AT_ONCE = 1
SECONDS = 4.0
WARM = 1.0


@dataclass(frozen=True)
class Search:
    """What one kind of query cost on one database."""

    database: str
    query: str
    number: int
    p50: float
    p95: float
    """Milliseconds from asking to the whole page, one asked at a time."""
    milliseconds: float
    """Processor time a search."""


def databases(postgres: str) -> list[str]:
    """The two databases that are measured, each the bench's own."""
    return [f"sqlite:///{ROOT / 'var' / 'bench' / 'search.sqlite3'}", postgres]


def measure_all(postgres: str) -> list[Search]:
    """Every kind of query on both databases, each in a process of its own: settings are read once."""
    rows = []
    for url in databases(postgres):
        print(f"measuring search on {urlsplit(url).scheme}", flush=True)
        command = [sys.executable, "-m", "bench.search", url]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        rows += [Search(**row) for row in json.loads(done.stdout.splitlines()[-1])]
    return rows


def main(url: str) -> None:
    """Build, serve and ask, on one database."""
    set_environment(url)
    import django

    django.setup()
    from django.db import connection

    from . import cues, load
    from .processes import Clock, serving

    make_database()
    cues.build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = []
    with serving("uvicorn", "config.asgi:application") as (pid, port):
        for name, queries in cues.QUERIES.items():
            # A cookie the site does not know sends a stranger past the cache.
            asked = [
                load.request("GET", f"/en/search/?q={quote_plus(words)}", {"cookie": "bench=1"}) for words in queries
            ]
            load.run(port, asked, WARM, AT_ONCE)
            clock = Clock(pid, database=connection.vendor == "postgresql")
            done = load.run(port, asked, SECONDS, AT_ONCE)
            spent = clock.seconds()
            if set(done.statuses) != {200}:
                raise RuntimeError(f"{name}: answered {dict(done.statuses)}")
            rows.append(
                Search(
                    connection.vendor, name, done.number, done.wait(0.5), done.wait(0.95), spent / done.number * 1000
                )
            )
    print(json.dumps([asdict(row) for row in rows]))


if __name__ == "__main__":
    main(sys.argv[1])
