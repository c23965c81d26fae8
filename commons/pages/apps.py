"""Registers the app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.pages"
    label = "commons_pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Declare the look at what was set to appear or expire, and say what pages hold about people."""
        from commons.jobs.recurrence import every
        from commons.people import personal_data

        from .records import leave_out, staff_record

        every(timedelta(minutes=1), task="commons.pages.tasks.publish_due")
        personal_data.register(staff_record())
        leave_out()
