"""Background work on guides: the day's look at which are to be checked, and each reminder."""

from typing import Any

from django.utils import timezone

from commons.jobs.services.running import JobHandle

from . import services
from .models import GuidePage


def remind(payload: dict[str, Any], job: JobHandle) -> None:
    """Once a day: ask for the reminders of the guides that are due."""
    services.remind(today=timezone.localdate())


def send_reminder(payload: dict[str, Any], job: JobHandle) -> None:
    """Send one reminder, unless the guide was checked, unpublished or deleted meanwhile."""
    page = GuidePage.objects.filter(pk=payload["page"], live=True, check_due=payload["due"]).first()
    if page is not None:
        services.send_reminder(page=page)
