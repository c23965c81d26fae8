"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.pages"
    label = "commons_pages"
    verbose_name = _("Pages")
