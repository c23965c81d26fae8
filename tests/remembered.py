"""What many tests start from, made once a process and put back as rows from then on.

Making it takes a second and more (each page is saved three times, indexed and referred to); its rows take hundredths.
They are those of the deed itself, done by the same code in the same process: a test of what it makes fails as ever.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.conf import UserSettingsHolder, settings
from django.db import connection, transaction
from django.utils import translation

Rows = list[tuple[Any, ...]]
# What tables held before and after a deed.
Change = dict[str, tuple[Rows, Rows]]
# Few tests begin elsewhere than most do: those of one process need no more than these.
BEGINNINGS = 3
# Whether what is made is written to the indexes too: the rows are others then.
with_indexes = True
_changes: dict[Hashable, list[Change]] = {}


def remembered(name: Hashable, make: Callable[[], object]) -> None:
    """Do what `make` does, by its rows where it was done before to the same rows.

    The deed itself is done when a test gave a setting another value, or changed anything in the tables that it writes
    to.
    """
    if _settings_are_changed():
        make()
        return
    known = _changes.setdefault((name, translation.get_language(), with_indexes), [])
    for change in known:
        if _read(change) == {table: before for table, (before, _after) in change.items()}:
            _put_back(change)
            return
    before = _read(_tables())
    make()
    after = _read(before)
    known.insert(0, {table: (before[table], after[table]) for table in before if before[table] != after[table]})
    del known[BEGINNINGS:]


def _settings_are_changed() -> bool:
    """Whether any setting differs from what it is outside of tests; one that was set to the same is unchanged."""
    changes, usual = set(), settings._wrapped
    while isinstance(usual, UserSettingsHolder):
        changes |= set(vars(usual)) - {"default_settings", "SETTINGS_MODULE"}
        usual = usual.default_settings
    return any(getattr(settings, name, None) != getattr(usual, name, None) for name in changes if name.isupper())


def _tables() -> list[str]:
    """All of ours and others'; not SQLite's index of words, which its triggers keep."""
    every = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [table for table in every if not table.endswith("_fts")]


def _read(tables: Iterable[str]) -> dict[str, Rows]:
    """All rows of some tables; PostgreSQL's as it writes them down, whatever their columns hold."""
    columns = "kept::text" if connection.vendor == "postgresql" else "*"
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(table)} kept ORDER BY 1")
            found[table] = cursor.fetchall()
    return found


def _put_back(change: Change) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (before, after) in change.items():
            missing = list((Counter(after) - Counter(before)).elements())
            if Counter(before) - Counter(after):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
                missing = after
            _insert(cursor, table, missing)


def _insert(cursor: Any, table: str, rows: Rows) -> None:
    name = connection.ops.quote_name(table)
    if connection.vendor == "postgresql":
        cursor.execute(
            f"INSERT INTO {name} SELECT (kept::{name}).* FROM unnest(%s::text[]) kept", [[row for (row,) in rows]]
        )
    elif rows:
        cursor.executemany(f"INSERT INTO {name} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)
