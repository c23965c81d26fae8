"""Guides as people read them, what they say about them, and the staff's desk."""

from .pages import guide, index

__all__ = ["guide", "index"]
