"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "home.search"
    label = "home_search"
    verbose_name = _("Search")
