"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.ideas"
    label = "ideas"
    verbose_name = _("Ideas")
