"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "home.website"
    label = "home_website"
    verbose_name = _("Website")
