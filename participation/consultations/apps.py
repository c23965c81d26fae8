"""Registers the app, and that people may follow consultations."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.consultations"
    label = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """Let people follow consultations, and look for stages that open."""
        from commons.jobs.recurrence import every
        from commons.notifications import adapters

        from . import services

        adapters.register(adapters.Pages(services.CONSULTATION, _("Consultation")))
        services.register_news()
        every(timedelta(minutes=10), task="participation.consultations.tasks.tell_of_openings")
