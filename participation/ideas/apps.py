"""Registers the app, and what it tells the apps below of its things."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.ideas"
    label = "ideas"
    verbose_name = _("Ideas")

    def ready(self) -> None:
        """Say to threads and answers what they need to know of ideas, and offer pages what belongs beside them."""
        from commons.answers import adapters as answers
        from participation.deliberation import adapters as deliberation

        from . import asides
        from .adapters import IdeaAnswers, IdeaThreads

        deliberation.register(IdeaThreads())
        answers.register(IdeaAnswers())
        asides.make_them()
