"""A worker's sign of life, in the cache that all processes of the site share."""

import time

from django.core.cache import cache

from .rules import Lane

LASTS = 30
"""Seconds after which a lane that was silent counts as gone."""


def beat(lane: Lane) -> None:
    """Tell everyone that the thread of `lane` is at work."""
    cache.set(_key(lane), time.time(), timeout=LASTS)


def silent_lanes() -> list[Lane]:
    """The lanes nobody works on."""
    beats = cache.get_many([_key(lane) for lane in Lane])
    return [lane for lane in Lane if _key(lane) not in beats]


def _key(lane: Lane) -> str:
    return f"jobs.beat.{lane}"
