"""The database as migrations leave it: made once a machine, given back after tests that commit.

Migrations take longer than most test files, so on SQLite the finished database is kept under `var/`, named by what
it depends on. PostgreSQL's is made anew each time, and its rows are kept as text.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

_kept: dict[str, str] = {}


def template() -> Path | None:
    """Where the finished database of today's migrations is or will be kept; None where that can't be."""
    if connection.vendor != "sqlite":
        return None
    digest = hashlib.sha256()
    sources = [settings.BASE_DIR / "requirements.txt", *sorted(settings.BASE_DIR.glob("*/*/migrations/*.py"))]
    for source in sources:
        digest.update(source.read_bytes())
    return settings.DATA_DIR / "tests" / f"{digest.hexdigest()[:16]}.sqlite3"


def prepare(found: Path) -> None:
    """Put the kept database where the test database is to be."""
    shutil.copyfile(found, settings.DATABASES["default"]["TEST"]["NAME"])


def keep(wanted: Path | None) -> None:
    """Remember the database as it is now."""
    if wanted is None:
        _kept["rows"] = connection.creation.serialize_db_to_string()
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
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(_kept["rows"])
    ContentType.objects.clear_cache()
