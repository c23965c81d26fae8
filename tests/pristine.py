"""The database as migrations leave it: made once a machine, given back after tests that commit.

Migrations take longer than most test files, so the finished database is kept, named by what it depends on: on SQLite as
a file under `var/`, on PostgreSQL as a database beside the real one. While tests run, PostgreSQL's rows are kept in a
schema of their own.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.utils import IntegrityError, OperationalError, ProgrammingError

AS_USUAL = "SET session_replication_role = DEFAULT"
_kept: dict[str, str] = {}
_turn: list[int] = []
_tables: dict[str, list[str]] = {}


def path_of_template() -> Path:
    """Where SQLite's finished database of today's migrations is or will be kept."""
    return settings.BASE_DIR / "var" / "tests" / f"{_digest()}.sqlite3"


def start_from_kept() -> bool:
    """Start from the database that an earlier run made of the same migrations; whether it lies in its place by now.

    Of the processes of a first run one migrates, and the others wait for what it keeps.
    """
    _wait_for_turn()
    found = _start_from_kept()
    if _is_kept():
        _end_turn()
    return found


def _is_kept() -> bool:
    if connection.vendor == "postgresql":
        return bool(connection.settings_dict["TEST"].get("TEMPLATE"))
    return path_of_template().exists()


def _wait_for_turn() -> None:
    folder = path_of_template().parent
    folder.mkdir(parents=True, exist_ok=True)
    _turn.append(os.open(folder / "turn", os.O_CREAT | os.O_RDWR))
    fcntl.flock(_turn[0], fcntl.LOCK_EX)


def _end_turn() -> None:
    while _turn:
        os.close(_turn.pop())


def _start_from_kept() -> bool:
    if connection.vendor == "postgresql":
        _kept["database"] = f"{connection.settings_dict['NAME']}_pristine_{_digest()}"
        if _kept["database"] in _databases():
            connection.settings_dict["TEST"]["TEMPLATE"] = _kept["database"]
        return False
    found = path_of_template()
    if found.exists():
        shutil.copyfile(found, settings.DATABASES["default"]["TEST"]["NAME"])
    return found.exists()


def keep() -> None:
    """Remember the database as it is now, for other runs and for after tests that commit."""
    if connection.vendor == "postgresql":
        if not connection.settings_dict["TEST"].get("TEMPLATE"):
            _keep_for_other_runs()
        _keep_beside()
    else:
        _keep_as_file(path_of_template())
    _end_turn()


def give_back(*_test: Any) -> None:
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


def _digest() -> str:
    """Name what the finished database depends on."""
    digest = hashlib.sha256()
    sources = [settings.BASE_DIR / "requirements.txt", *sorted(settings.BASE_DIR.glob("*/*/migrations/*.py"))]
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _keep_as_file(wanted: Path) -> None:
    if not wanted.exists():
        for old in set(wanted.parent.glob("*.sqlite3")) - {wanted}:
            old.unlink(missing_ok=True)
        # Another process may be at the same: the last one to rename wins, with the same content.
        draft = wanted.with_suffix(f".{os.getpid()}")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(draft)])
        draft.replace(wanted)
    _kept["file"] = str(wanted)


def _databases() -> list[str]:
    """Every database of the server."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall()]


def _keep_for_other_runs() -> None:
    """PostgreSQL: copy the whole database; those of older migrations go."""
    wanted, made = _kept["database"], connection.settings_dict["NAME"]
    beginning = wanted.removesuffix(_digest())
    old = [name for name in _databases() if name.startswith(beginning) and name != wanted]
    connection.close()
    for statement in [*(f'DROP DATABASE "{name}"' for name in old), f'CREATE DATABASE "{wanted}" TEMPLATE "{made}"']:
        # Another process may be at the same, or may not be allowed to: then migrations are only made once more.
        try:
            with connection._nodb_cursor() as cursor:
                cursor.execute(statement)
        except (IntegrityError, OperationalError, ProgrammingError):
            continue


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


def _give_back_from_beside() -> None:
    # TRUNCATE makes new files for all tables, which takes seconds; few of them hold more than a few rows.
    emptied = [f'DELETE FROM public."{table}"' for table in _tables["all"]]
    filled = [f'INSERT INTO public."{table}" TABLE pristine."{table}"' for table in _tables["filled"]]
    with transaction.atomic(), connection.cursor() as cursor:
        # Whatever refers to whatever.
        cursor.execute("; ".join(["SET session_replication_role = replica", *emptied, *filled, AS_USUAL]))
