"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RealtimeConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.realtime"
    label = "realtime"
    verbose_name = _("Live updates")
