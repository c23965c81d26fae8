"""What is done for the search in the background."""

from typing import Any

from django.utils import timezone

from commons.jobs.services.running import JobHandle

from . import services


def gather_vocabulary(payload: dict[str, Any], job: JobHandle) -> None:
    """Gather the words that mistyped ones are guessed from."""
    services.gather_vocabulary()


def forget_missed(payload: dict[str, Any], job: JobHandle) -> None:
    """Forget old searches that found nothing."""
    services.forget_missed(today=timezone.localdate())
