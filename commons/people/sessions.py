"""Where sessions are kept: a table that knows whose each is, so that a person can see and end theirs."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

DEVICE, SINCE, SEEN = "device", "since", "seen"
"""Keys in a session: what kind of device it is on, when it began, and the day it was last used on."""


class SessionStore(DatabaseSessionStore):
    """Takes any key Django could not have given for none: PostgreSQL would refuse a null character with an error."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Our own table, which knows this store."""
        return apps.get_model("people", "Session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """A row that says whose session it is."""
        row: Any = super().create_model_instance(data)
        person = data.get(SESSION_KEY)
        row.person_id = int(person) if person else None
        row.device, row.seen_on = data.get(DEVICE, ""), data.get(SEEN)
        if SINCE in data:
            row.since = datetime.fromisoformat(data[SINCE])
        return row

    def _validate_session_key(self, key: str) -> bool:
        return bool(key) and len(key) >= 8 and key.isascii() and key.isalnum()
