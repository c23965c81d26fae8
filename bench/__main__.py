"""`make bench`: builds its own town, measures, and prints tables.

Arguments: servers (`uvicorn`, `daphne`) and parts (`pages`, `rooms`, `films`, `search`); everything without any.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "folkmoot_bench"


def postgres(name: str) -> str:
    """The address of a database of the bench's own on the service."""
    service = urlsplit(os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/folkmoot"))
    return urlunsplit(service._replace(path=f"/{name}"))


def set_environment(database: str) -> None:
    """Tell the settings, here and in the servers, where the bench's own data is."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "only-for-measuring-" + "x" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": "http://127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "DATABASE_URL": database,
        "REDIS_URL": os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"),
        "DATA_DIR": str(ROOT / "var" / "bench"),
        "PYTHONPATH": str(ROOT),
    }
    Path(os.environ["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)


def make_database() -> None:
    """Drop what an earlier run left and make an empty, migrated database."""
    import psycopg
    from django.core.management import call_command

    service = urlsplit(os.environ["DATABASE_URL"])
    if service.scheme == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(service.path + suffix).unlink(missing_ok=True)
    else:
        name = service.path.lstrip("/")
        with psycopg.connect(urlunsplit(service._replace(path="/postgres")), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {name}")
    call_command("migrate", verbosity=0, interactive=False)


SERVERS, PARTS = ("uvicorn", "daphne"), ("pages", "rooms", "films", "search")


def main(wanted: list[str]) -> int:
    """Measure what is wanted, on each server."""
    if unknown := set(wanted) - {*SERVERS, *PARTS}:
        print(f"unknown: {', '.join(sorted(unknown))}. There are: {', '.join((*SERVERS, *PARTS))}.")
        return 2
    servers = [server for server in SERVERS if server in wanted] or list(SERVERS)
    parts = [part for part in PARTS if part in wanted] or list(PARTS)
    set_environment(postgres(DATABASE))
    import django

    django.setup()
    from django.db import connection

    from . import films, pages, rooms, search, seed, table

    if {"pages", "search"} & set(parts):
        floor = pages.floor()
    if parts == ["search"]:
        print(table.of_searches(search.measure_all(postgres(f"{DATABASE}_search")), floor))
        return 0
    print("building the town", flush=True)
    make_database()
    if parts == ["films"]:
        seed.build_guide()
    else:
        town = seed.build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    if "pages" in parts:
        print(table.of_pages(floor, [row for server in servers for row in pages.rows(town, server)]), flush=True)
    if "rooms" in parts:
        print(table.of_rooms([(server, *rooms.measure(town, server)) for server in servers]), flush=True)
    if "films" in parts:
        print(table.of_films([films.played(server) for server in servers], films.prepared()), flush=True)
    if "search" in parts:
        print(table.of_searches(search.measure_all(postgres(f"{DATABASE}_search")), floor))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
