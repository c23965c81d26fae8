"""Registers the app, and what it tells the apps below of its things."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.places"
    label = "places"
    verbose_name = _("Discussions of steps")

    def ready(self) -> None:
        """Say to the apps below what they need to know of discussed steps, and offer the steps their discussions."""
        from commons.notifications import adapters as notifications
        from participation.deliberation import adapters as deliberation

        from . import asides
        from .adapters import DiscussionsFollowed, PlaceThreads

        deliberation.register(PlaceThreads())
        notifications.register(DiscussionsFollowed())
        asides.make_them()
