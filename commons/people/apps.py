"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.people"
    label = "people"
    verbose_name = _("People")
