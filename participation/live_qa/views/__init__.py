"""Pages of live sessions, and the addresses that deeds are sent to."""

from .deeds import ask, question_deed, session_deed
from .pages import host, qr, room, sessions, stage

__all__ = ["ask", "host", "qr", "question_deed", "room", "session_deed", "sessions", "stage"]
