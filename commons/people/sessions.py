"""Where sessions are kept: Django's table, asked only for keys that Django itself could have given."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """Takes any other key for none: PostgreSQL would refuse one that holds a null character with an error."""

    def _validate_session_key(self, key: str) -> bool:
        return bool(key) and len(key) >= 8 and key.isascii() and key.isalnum()
