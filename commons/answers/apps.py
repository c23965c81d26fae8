"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnswersConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.answers"
    label = "answers"
    verbose_name = _("Official answers")

    def ready(self) -> None:
        """Say what it holds about people."""
        from commons.people import personal_data

        from .records import AnswersRecord

        personal_data.register(AnswersRecord())
