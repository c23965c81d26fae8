"""What can be followed: each app says of its things what they are called, where they are, and who may read them."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from commons.directory.models import PublicBody, Service
from commons.pages.selectors import pages_by_key


class Thing(NamedTuple):
    """Something that can be followed: the kind its adapter is registered for, and its lasting key there."""

    kind: str
    key: str


class Described(NamedTuple):
    """A thing as it is named in a list, in the reader's language."""

    label: str
    address: str


class Adapter:
    """What an app says of one kind of its things. It registers one in `apps.ready()`."""

    kind: str
    label: Any
    """What such a thing is, in one word."""

    def described(self, viewer: Any, keys: Collection[str]) -> dict[str, Described]:
        """Describe those the viewer may read, at once for all; a key that is none is passed over."""
        raise NotImplementedError

    def concerned(self, key: str) -> Iterable[int]:
        """Give the keys of people whom official news of it concern, whether they follow it or not."""
        return ()


class Pages(Adapter):
    """Pages, known by their translation keys, so that both languages are one thing."""

    def __init__(self, kind: str, label: Any) -> None:
        self.kind, self.label = kind, label

    def described(self, viewer: Any, keys: Collection[str]) -> dict[str, Described]:
        """Those on show, in the reader's language where there is one."""
        wanted = {found for key in keys if (found := _uuid(key))}
        pages = pages_by_key(viewer, wanted)
        return {str(key): Described(page.title, page.get_url() or "") for key, page in pages.items()}


class Services(Adapter):
    """Services of the directory; everyone may read them."""

    kind = "directory.service"

    def __init__(self, label: Any) -> None:
        self.label = label

    def described(self, viewer: Any, keys: Collection[str]) -> dict[str, Described]:
        """Each by its page."""
        rows: QuerySet[Service] = Service.objects.filter(pk__in=numbers(keys)).prefetch_related("texts")
        return {str(row.pk): Described(row.name, row.get_absolute_url()) for row in rows}


class Bodies(Adapter):
    """Public bodies; everyone may read of them."""

    kind = "directory.body"

    def __init__(self, label: Any, address: Any) -> None:
        self.label, self.address = label, address

    def described(self, viewer: Any, keys: Collection[str]) -> dict[str, Described]:
        """Each by its place in the list of services."""
        rows: QuerySet[PublicBody] = PublicBody.objects.filter(pk__in=numbers(keys)).prefetch_related("texts")
        return {str(row.pk): Described(row.name, f"{self.address()}#{row.slug}") for row in rows}


def numbers(keys: Iterable[str]) -> list[int]:
    """The keys that are numbers a row could have."""
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


_adapters: dict[str, Adapter] = {}


def register(adapter: Adapter) -> None:
    """Take an app's adapter in; a kind has one."""
    _adapters[adapter.kind] = adapter


def adapter_for(kind: str) -> Adapter | None:
    """The adapter of a kind; None where no app registers one."""
    return _adapters.get(kind)


def described(viewer: Any, things: Iterable[Thing]) -> dict[Thing, Described]:
    """Describe those of the things that the viewer may read; a few queries a kind."""
    by_kind: dict[str, set[str]] = {}
    for thing in things:
        by_kind.setdefault(thing.kind, set()).add(thing.key)
    found: dict[Thing, Described] = {}
    for kind, keys in by_kind.items():
        if adapter := adapter_for(kind):
            found |= {Thing(kind, key): words for key, words in adapter.described(viewer, keys).items()}
    return found
