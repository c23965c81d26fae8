"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.deliberation"
    label = "deliberation"
    verbose_name = _("Discussions")
