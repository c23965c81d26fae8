"""Deeds of moderation: report, hold, decide, appeal. Each checks and writes in one transaction."""

from .appealing import appeal, decide_appeal
from .deciding import decide, hand, note_edited, refuse_paused
from .reporting import report

__all__ = ["appeal", "decide", "decide_appeal", "hand", "note_edited", "refuse_paused", "report"]
