"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.moderation"
    label = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        """Say what people are told about, and what is held about them."""
        from commons.people import personal_data

        from . import kinds, records

        kinds.make_them()
        for record in (records.DecidedAbout(), records.Reported(), records.Decided()):
            personal_data.register(record)
        personal_data.exempt(
            "who looks after a case for now, and whose decision an appeal is about",
            "moderation.Reportable.held_by",
            "moderation.Appeal.decided_first_by",
        )
