"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveQAConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.live_qa"
    label = "live_qa"
    verbose_name = _("Live sessions")
