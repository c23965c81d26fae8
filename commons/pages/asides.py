"""Boxes and acts that apps above offer to pages below, in order, without the pages knowing them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class AsideRequest:
    """Where an aside is asked for, and for whom. `page` is the page or thing shown; `step_key` one step of it."""

    slot: str
    page: Any
    step_key: UUID | None
    viewer: Any
    data: Any = None
    """What `prepare` of this offer returned for the whole page, so that a step costs no query."""


@dataclass(frozen=True)
class Aside:
    """A piece to show: a template and what it needs."""

    template: str
    context: dict[str, Any]


Offer = Callable[[AsideRequest], Aside | None]
Prepare = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class _Offered:
    order: int
    offer: Offer
    prepare: Prepare | None


_offers: dict[str, list[_Offered]] = {}


def register(slot: str, offer: Offer, *, order: int = 100, prepare: Prepare | None = None) -> None:
    """Offer something to `slot` (called from `apps.ready()`). `prepare(page, viewer)` runs once a page,
    for all slots that name it."""
    offered = _offers.setdefault(slot, [])
    if not any(existing.offer is offer for existing in offered):
        offered.append(_Offered(order, offer, prepare))
        offered.sort(key=lambda item: item.order)


class Asides:
    """All that is offered to one page for one viewer; reads each offer's data once."""

    def __init__(self, page: Any, viewer: Any) -> None:
        self.page, self.viewer = page, viewer
        self._data: dict[Prepare, Any] = {}

    def at(self, slot: str, step_key: UUID | None = None) -> list[Aside]:
        """What is offered at `slot` (of step `step_key`), in order."""
        found = []
        for offered in _offers.get(slot, []):
            data = None
            if offered.prepare:
                if offered.prepare not in self._data:
                    self._data[offered.prepare] = offered.prepare(self.page, self.viewer)
                data = self._data[offered.prepare]
            aside = offered.offer(AsideRequest(slot, self.page, step_key, self.viewer, data))
            if aside:
                found.append(aside)
        return found
