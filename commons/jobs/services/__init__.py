"""Deeds on background work. Any app enqueues by dotted name, so tasks may call services and no circle closes."""

from .asking import cancel, cancel_all, enqueue, retry

__all__ = ["cancel", "cancel_all", "enqueue", "retry"]
