"""What the apps above say about what is discussed, so that a thread need not know it."""

from typing import Any, Protocol

from .models import Thread


class Owner(Protocol):
    """What an app says of its threads. It registers one in `apps.ready()`."""

    kind: str

    def title(self, thread: Thread) -> str:
        """Name what is discussed."""

    def address(self, thread: Thread) -> str:
        """Give the address of the page the thread is shown on."""

    def visible_to(self, viewer: Any, thread: Thread) -> bool:
        """Tell whether the viewer may read what is discussed, and so the thread."""

    def body(self, thread: Thread) -> int | None:
        """Give the key of the public body that is responsible for what is discussed."""

    def why_closed(self, thread: Thread) -> str:
        """Say in words why nobody may post now; nothing where people may."""

    def wording(self, thread: Thread) -> str:
        """Name the words that are discussed, so that posts about earlier ones say so; nothing where they stay."""

    def followed_as(self, thread: Thread) -> tuple[str, str]:
        """Give kind and key of what people follow to be told of its posts."""


_owners: dict[str, Owner] = {}


def register(owner: Owner) -> None:
    """Take an app's adapter in; a kind has one."""
    _owners[owner.kind] = owner


def owner_of(thread: Thread) -> Owner:
    """Give the adapter of a thread; a KeyError means that its app registers none."""
    return _owners[thread.kind]
