"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.directory"
    label = "directory"
    verbose_name = _("Directory")
