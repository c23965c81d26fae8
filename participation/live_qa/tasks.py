"""What is done for live sessions in the background."""

from typing import Any

from django.utils import timezone

from commons.jobs.services.running import JobHandle

from . import services


def forget_old(payload: dict[str, Any], job: JobHandle) -> None:
    """Forget receipts nobody repeats a deed for any more, and the logs of sessions that are long over."""
    services.forget_old(now=timezone.now())
