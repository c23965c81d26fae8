"""Registers the app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from .recurrence import every


class JobsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.jobs"
    label = "jobs"
    verbose_name = _("Background work")

    def ready(self) -> None:
        """Declare the queue's own housekeeping."""
        every(timedelta(days=1), task="commons.jobs.tasks.forget_old")
