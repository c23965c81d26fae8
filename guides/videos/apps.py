"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideosConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "guides.videos"
    label = "guides_videos"
    verbose_name = _("Videos")

    def ready(self) -> None:
        """Say what it holds about people."""
        from commons.people import personal_data

        from .records import staff_record

        personal_data.register(staff_record())
