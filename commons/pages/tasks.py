"""Background work on pages."""

from typing import Any

from django.core.management import call_command

from commons.jobs.services.running import JobHandle


def publish_due(payload: dict[str, Any], job: JobHandle) -> None:
    """Publish what was set to appear by now, and take down what was set to expire, as Wagtail's own command does."""
    call_command("publish_scheduled")
