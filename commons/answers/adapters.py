"""What the apps above say about their things that can be answered, so that answers need not know them."""

from dataclasses import dataclass
from typing import Any, Protocol

from .models import Answer, Answerable


class Adapter(Protocol):
    """What an app says of its answerable things. It registers one in `apps.ready()`."""

    kind: str

    def label(self, answerable: Answerable) -> str:
        """Name the thing, in the reader's language."""

    def address(self, answerable: Answerable) -> str:
        """Give the address of the thing's page."""

    def visible_to(self, viewer: Any, answerable: Answerable) -> bool:
        """Tell whether the viewer may read the thing, and so what was answered to it."""


@dataclass(frozen=True)
class Described:
    """An answer with the thing it answers, ready to be listed."""

    answer: Answer
    label: str
    address: str


_adapters: dict[str, Adapter] = {}


def register(adapter: Adapter) -> None:
    """Take an app's adapter in; a kind has one."""
    _adapters[adapter.kind] = adapter


def adapter_for(answerable: Answerable) -> Adapter:
    """Give the adapter of a thing; a KeyError means that its app registers none."""
    return _adapters[answerable.kind]
