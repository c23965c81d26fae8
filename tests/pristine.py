"""The database as migrations leave it: made once a machine, given back after tests that commit.

Migrations take longer than most test files, so on SQLite the finished database is kept under `var/`, named by what
it depends on. PostgreSQL's is made anew each time, and its rows are kept in a schema beside it.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

AS_USUAL = "SET session_replication_role = DEFAULT"
_kept: dict[str, str] = {}
_tables: dict[str, list[str]] = {}


def template() -> Path | None:
    """Where the finished database of today's migrations is or will be kept; None where that can't be."""
    return path_of_template() if connection.vendor == "sqlite" else None


def path_of_template() -> Path:
    """The same, whatever database these tests run on."""
    digest = hashlib.sha256()
    sources = [settings.BASE_DIR / "requirements.txt", *sorted(settings.BASE_DIR.glob("*/*/migrations/*.py"))]
    for source in sources:
        digest.update(source.read_bytes())
    return settings.BASE_DIR / "var" / "tests" / f"{digest.hexdigest()[:16]}.sqlite3"


def prepare(found: Path) -> None:
    """Put the kept database where the test database is to be."""
    shutil.copyfile(found, settings.DATABASES["default"]["TEST"]["NAME"])


def keep(wanted: Path | None) -> None:
    """Remember the database as it is now."""
    if wanted is None:
        _keep_beside()
        return
    if not wanted.exists():
        wanted.parent.mkdir(parents=True, exist_ok=True)
        for old in set(wanted.parent.glob("*.sqlite3")) - {wanted}:
            old.unlink(missing_ok=True)
        # Another process may be at the same: the last one to rename wins, with the same content.
        draft = wanted.with_suffix(f".{os.getpid()}")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(draft)])
        draft.replace(wanted)
    _kept["file"] = str(wanted)


def give_back() -> None:
    """Make the database what it was when it was kept."""
    ContentType.objects.clear_cache()
    connection.ensure_connection()
    if "file" in _kept:
        source = sqlite3.connect(_kept["file"])
        source.backup(connection.connection)
        source.close()
    else:
        _give_back_from_beside()


def end_other_sessions() -> None:
    """End what server threads left open, so that PostgreSQL lets the database be dropped."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _keep_beside() -> None:
    """PostgreSQL: a copy of each table that holds something, in a schema of its own."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS pristine CASCADE")
        cursor.execute("CREATE SCHEMA pristine")
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        filled = []
        for table in tables:
            cursor.execute(f'SELECT EXISTS (SELECT FROM public."{table}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE pristine."{table}" AS TABLE public."{table}"')
                filled.append(table)
    _tables["all"], _tables["filled"] = tables, filled
    # Django empties the tables after each test that commits. TRUNCATE makes new files for all of them, which takes
    # seconds; few of them hold more than a few rows.
    connection.ops.sql_flush = lambda *args, **kwargs: _emptied()


def _give_back_from_beside() -> None:
    filled = [f'INSERT INTO public."{table}" TABLE pristine."{table}"' for table in _tables["filled"]]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join([*_emptied()[:-1], *filled, AS_USUAL]))


def _emptied() -> list[str]:
    """What empties all tables, whatever refers to whatever."""
    emptied = [f'DELETE FROM public."{table}"' for table in _tables["all"]]
    return ["SET session_replication_role = replica", *emptied, AS_USUAL]
