"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.jobs"
    label = "jobs"
    verbose_name = _("Background work")
