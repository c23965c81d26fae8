"""Who else may watch a film: apps above say on which of their pages films are shown, films know none of them."""

from collections.abc import Callable, Collection
from typing import Any

Source = Callable[..., Any]
"""`source(viewer, passed=…)`: the keys of films shown on pages this viewer may read, as a queryset of one column.

`passed` holds the ids of the password restrictions the viewer has opened in this session.
"""

_sources: list[Source] = []


def register(source: Source) -> None:
    """Declare a place where films are shown (called from `apps.ready()`)."""
    if source not in _sources:
        _sources.append(source)


def shown_to(viewer: Any, *, passed: Collection[int] = ()) -> list[Any]:
    """The keys of films shown to this viewer, one queryset for each place."""
    return [source(viewer, passed=passed) for source in _sources]
