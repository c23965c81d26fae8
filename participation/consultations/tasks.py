"""Background work on consultations."""

from typing import Any

from commons.jobs.services.running import JobHandle

from . import services


def tell_of_openings(payload: dict[str, Any], job: JobHandle) -> None:
    """Every ten minutes: tell of the stages that opened since."""
    services.tell_of_openings()
