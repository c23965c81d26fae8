"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.directory"
    label = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        """Say what it holds about people, and keep offices' names from being taken by anybody."""
        from commons.people import names, personal_data

        from . import selectors
        from .records import SpeakersRecord

        personal_data.register(SpeakersRecord())
        names.reserve(selectors.names_of_offices)
