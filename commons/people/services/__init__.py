"""Deeds on accounts."""

from .accounts import LanguageRefused, change_profile, note_look, open_account, take_turn
from .erasure import ErasureRefused, ask_erasure, erase, keep_account, remove
from .sessions import end_session, end_sessions, forget_expired

__all__ = [
    "ErasureRefused",
    "LanguageRefused",
    "ask_erasure",
    "change_profile",
    "end_session",
    "end_sessions",
    "erase",
    "forget_expired",
    "keep_account",
    "note_look",
    "open_account",
    "remove",
    "take_turn",
]
