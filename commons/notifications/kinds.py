"""What people may be told about: each app registers the kinds of its news in `apps.ready()`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

Many = Callable[[int, Mapping[str, Any]], str]
"""Says several unread of one thing in a line, given how many and the latest one's params: "3 new posts in “…”"."""
Still = Callable[[Collection[str]], Collection[str]]
"""Says which of some events may still be read of: what was hidden or taken back since is said no longer."""


@dataclass(frozen=True)
class Kind:
    """One kind of news. `name` is stored and never changes; `label` is what people read beside its switches."""

    name: str
    label: Any
    many: Many | None = None
    still: Still | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Take a kind in; registering it again replaces it."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The kind of that name; a KeyError means that no app registered it."""
    return _kinds[name]


def known(name: str) -> Kind | None:
    """The kind of a stored row, None where its app is no longer there."""
    return _kinds.get(name)


def registered() -> list[Kind]:
    """All kinds, in order of name."""
    return [_kinds[name] for name in sorted(_kinds)]
