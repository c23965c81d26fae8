"""Registers the app and the live rooms of its threads."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.deliberation"
    label = "deliberation"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        """Let sockets into threads, and say to the apps below what they need to know of posts."""
        from commons.moderation import adapters as moderation
        from commons.people import personal_data
        from commons.realtime import rooms

        from . import selectors, telling
        from .consumers import ThreadRoom
        from .records import PostsRecord
        from .reports import PostReports

        rooms.register(ThreadRoom())
        telling.register(still=selectors.still_shown)
        moderation.register(PostReports())
        personal_data.register(PostsRecord())
