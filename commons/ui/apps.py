"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UIConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.ui"
    label = "ui"
    verbose_name = _("Interface")
