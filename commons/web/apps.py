"""Registers the app: what every answer of the site carries and every request leaves behind."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Names the app for Django."""

    name = "commons.web"
    label = "web"
    verbose_name = _("Web")

    def ready(self) -> None:
        """Register the checks of a real installation."""
        from .checks import mail_is_sent

        register(mail_is_sent, Tags.security, deploy=True)
