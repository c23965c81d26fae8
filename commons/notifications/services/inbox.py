"""Numbering the changes of people's notifications, and announcing them."""

from collections.abc import Collection

from django.db.models import F

from commons.realtime.services import publish

from ..events import InboxChanged
from ..models import Inbox


def changed(people: Collection[int]) -> None:
    """Number a change for each of these people, and tell their open pages after commit."""
    keys = sorted(people)
    Inbox.objects.bulk_create([Inbox(person_id=key) for key in keys], ignore_conflicts=True)
    # Locked in order of key, so that two who tell the same people never wait for each other.
    locked = Inbox.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    Inbox.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).update(change=F("change") + 1)
    for key in keys:
        publish(InboxChanged(person_id=key))
