"""Everything the site holds about its reader, gathered from what each app tells of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from commons.people.personal_data import Record, Row, registered

FORMAT = "folkmoot-person-1"
"""Name of the export's shape (docs/personal-data.md); another shape gets another name."""
FIRST = 5
"""Rows of a section that the first page shows."""


@dataclass(frozen=True)
class Section:
    """What one app holds about the reader."""

    name: str
    title: str
    rows: list[Row]

    @property
    def first(self) -> list[Row]:
        """The newest, for the page that shows every section."""
        return self.rows[:FIRST]

    @property
    def more(self) -> int:
        """How many the first page leaves out."""
        return max(0, len(self.rows) - FIRST)


def sections(viewer: Any) -> list[Section]:
    """All sections that hold something."""
    return [section for section in map(_section(viewer), registered()) if section.rows]


def section(viewer: Any, name: str) -> Section | None:
    """One section by its name; None where there is none, or nothing in it."""
    found = [record for record in registered() if record.name == name]
    told = _section(viewer)(found[0]) if found else None
    return told if told and told.rows else None


def export(viewer: Any, site_url: str) -> dict[str, Any]:
    """Everything as JSON knows it; addresses are whole."""
    return {
        "format": FORMAT,
        "site": site_url,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "person": {
            "public_name": viewer.public_name,
            "email": viewer.email,
            "language": viewer.language,
            "joined_at": _moment(viewer.date_joined),
            "last_signed_in_at": _moment(viewer.last_login),
        },
        "records": {record.name: [_as_json(row, site_url) for row in record.rows(viewer)] for record in registered()},
    }


def _section(viewer: Any) -> Callable[[Record], Section]:
    return lambda record: Section(record.name, str(record.title), list(record.rows(viewer)))


def _as_json(row: Row, site_url: str) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "words": row.words,
        "at": _moment(row.at),
        "address": f"{site_url.rstrip('/')}{row.address}" if row.address else "",
        **row.details,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
