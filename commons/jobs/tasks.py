"""The queue's own housekeeping."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from .models import Job
from .rules import State
from .services.running import JobHandle

KEEP_RECURRING = timedelta(days=7)


def forget_old(payload: dict[str, Any], job: JobHandle) -> None:
    """Delete recurring jobs that ended a week ago. Others stay: their keys keep work from being done twice."""
    over = [State.DONE.value, State.FAILED.value, State.CANCELLED.value]
    Job.objects.filter(
        key__startswith="recurring:", state__in=over, finished_at__lt=timezone.now() - KEEP_RECURRING
    ).delete()
