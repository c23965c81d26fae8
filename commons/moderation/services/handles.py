"""The handle of a thing: found, or made with its first report or decision."""

from django.db import transaction
from django.utils.translation import gettext as _

from ..adapters import Adapter, Thing, adapter_of
from ..models import Reportable
from ..rules import ModerationRefused


def find(kind: str, pk: int) -> tuple[Adapter, Thing]:
    """Give a thing with its adapter; raises ModerationRefused."""
    adapter = adapter_of(kind)
    thing = adapter.thing(pk) if adapter else None
    if adapter is None or thing is None:
        raise ModerationRefused(_("This is no longer there."), code="not-found")
    return adapter, thing


def locked(adapter: Adapter, thing: Thing) -> Reportable:
    """Give the handle of a thing, made where it had none, and keep others from deciding until the end."""
    handle = thing.handle or _make(adapter, thing)
    return Reportable.objects.select_for_update().get(pk=handle)


def _make(adapter: Adapter, thing: Thing) -> int:
    with transaction.atomic():
        made = Reportable.objects.create(kind=thing.kind, body_id=thing.body)
        if adapter.own(thing.pk, made.pk):
            return made.pk
        # Somebody was quicker: theirs is the handle.
        made.delete()
    _adapter, now = find(thing.kind, thing.pk)
    assert now.handle is not None  # noqa: S101 - it was owned a moment ago
    return now.handle
