"""`make bench`: builds its own town, measures, and prints a table. Arguments: servers (`uvicorn`, `daphne`)."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "folkmoot_bench"


def set_environment() -> None:
    """Tell the settings, here and in the servers, where the bench's own data is."""
    service = urlsplit(os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/folkmoot"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "only-for-measuring-" + "x" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": "http://127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "DATABASE_URL": urlunsplit(service._replace(path=f"/{DATABASE}")),
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
    with psycopg.connect(urlunsplit(service._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
    call_command("migrate", verbosity=0, interactive=False)


def main(servers: list[str]) -> int:
    """Measure everything on each server."""
    set_environment()
    import django

    django.setup()
    print("building the town", flush=True)
    make_database()
    from django.db import connection

    from . import pages, rooms, seed, table

    town = seed.build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    floor = pages.floor()
    found, live = [], []
    for server in servers:
        print(f"measuring on {server}", flush=True)
        found += pages.rows(town, server)
        live.append((server, *rooms.measure(town, server)))
    print(table.of_pages(floor, found))
    print(table.of_rooms(live))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["uvicorn", "daphne"]))
