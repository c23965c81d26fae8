"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WalkthroughsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "guides.walkthroughs"
    label = "guides_walkthroughs"
    verbose_name = _("Guides")
