"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "home.record"
    label = "home_record"
    verbose_name = _("Personal record")
