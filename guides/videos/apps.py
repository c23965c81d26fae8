"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideosConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "guides.videos"
    label = "guides_videos"
    verbose_name = _("Videos")
