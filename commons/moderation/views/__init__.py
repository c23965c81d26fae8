"""Moderation as people see it, and as moderators do."""

from .desk import case, moderation
from .public import log, log_file, policy
from .reporting import decision, report, thanks

__all__ = ["case", "decision", "log", "log_file", "moderation", "policy", "report", "thanks"]
