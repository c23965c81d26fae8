"""What the apps above say about their things that can be reported, so that moderation need not know them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .rules import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing as moderators see it, hidden or not."""

    kind: str
    pk: int
    handle: int | None
    """Key of its Reportable; none before its first report or decision."""
    title: str
    text: str
    address: str
    """Its place on the site, in the reader's language."""
    standing: Standing
    author: Any = None
    """The person who wrote it, where that is known."""
    signed: str = ""
    """The name everyone reads beside it."""
    language: str = ""
    body: int | None = None
    """Key of the public body that is responsible; only read for one thing at a time."""
    edit: str = ""
    """Where its author can change it; empty where they can't."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands around a thing, as everyone sees it."""

    signed: str
    text: str
    is_it: bool = False


class Adapter(Protocol):
    """What an app says of its things, and does with them through its own services."""

    kind: str
    name: Any
    """What such a thing is called in the log, translatable."""

    def thing(self, pk: int) -> Thing | None:
        """Give a thing with all that is known of it."""

    def things(self, handles: Collection[int]) -> Mapping[int, Thing]:
        """Give the things of some handles, in a constant number of queries."""

    def visible_to(self, viewer: Any, pk: int) -> bool:
        """Tell whether the viewer reads its words now, and so may report it."""

    def own(self, pk: int, handle: int) -> bool:
        """Let a thing without a handle own this one; False where it has one by now."""

    def around(self, pk: int) -> list[Said]:
        """Give what stands around it, itself included, as everyone sees it."""

    def hide(self, *, by: Any, pk: int, why: str) -> None:
        """Take it off show; raises Refused."""

    def restore(self, *, by: Any, pk: int) -> None:
        """Show it again; raises Refused."""


_adapters: dict[str, Adapter] = {}


def register(adapter: Adapter) -> None:
    """Take an app's adapter in; a kind has one."""
    _adapters[adapter.kind] = adapter


def adapter_of(kind: str) -> Adapter | None:
    """Give the adapter of a kind; none where no app has registered one."""
    return _adapters.get(kind)


def name_of(kind: str) -> str:
    """Name a kind, also where its app is no longer there."""
    adapter = _adapters.get(kind)
    return str(adapter.name) if adapter else kind


def kinds() -> list[str]:
    """List the kinds there are."""
    return list(_adapters)
