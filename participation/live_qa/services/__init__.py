"""Deeds in live sessions. Each checks, writes, numbers its change and announces it, under its session's lock.

Every deed takes an idempotency key: repeated with the same key it does nothing and gives the stored answer.
"""

from .deeds import Done
from .questions import (
    ANSWERABLE,
    approve,
    ask,
    decline,
    forget_asker,
    hide,
    mark_answered,
    put_back,
    restore,
    start_answering,
    support,
    withdraw,
    withdraw_support,
)
from .sessions import close_session, create_session, forget_old, note_edited, open_session

__all__ = [
    "ANSWERABLE",
    "Done",
    "approve",
    "ask",
    "close_session",
    "create_session",
    "decline",
    "forget_asker",
    "forget_old",
    "hide",
    "mark_answered",
    "note_edited",
    "open_session",
    "put_back",
    "restore",
    "start_answering",
    "support",
    "withdraw",
    "withdraw_support",
]
