"""The one search box's page, and the editors' list of what it did not find."""

from .results import search

__all__ = ["search"]
