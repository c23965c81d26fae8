"""Reading what one was told."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..models import Notification
from . import inbox


def read(*, by: Any, notification: Notification) -> None:
    """Mark an own notification as read, with the unread ones before it about the same thing; nobody else's."""
    _read(
        by,
        Notification.objects.filter(
            kind=notification.kind, thing=notification.thing, pk__lte=notification.pk, person_id=notification.person_id
        ),
    )


def read_all(*, by: Any, up_to: int) -> None:
    """Mark all one was told as read, up to the last that was on the page."""
    _read(by, Notification.objects.filter(pk__lte=up_to))


def _read(by: Any, some: QuerySet[Notification]) -> None:
    with transaction.atomic():
        # One moment for all of them: those that were shown as one go on being shown as one.
        if some.filter(person=by, read_at=None).update(read_at=timezone.now()):
            inbox.changed([by.pk])
