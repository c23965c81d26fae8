"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "home.website"
    label = "home_website"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Offer to the pages of services what has gathered around each; name the review in each reader's language."""
        from wagtail.models import Task, Workflow

        from commons.pages import asides

        from . import names
        from .selectors import service_sections as sections

        names.translate(Workflow, "name")
        names.translate(Task, "name")
        asides.register(sections.SLOT, sections.consultations_about, order=10)
        asides.register(sections.SLOT, sections.sessions_about, order=40)
