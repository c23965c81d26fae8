"""Registers the app and the live rooms of its threads."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.deliberation"
    label = "deliberation"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        """Let sockets into threads."""
        from commons.realtime import rooms

        from .consumers import ThreadRoom

        rooms.register(ThreadRoom())
