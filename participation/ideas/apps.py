"""Registers the app, and what it tells the apps below of its things."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.ideas"
    label = "ideas"
    verbose_name = _("Ideas")

    def ready(self) -> None:
        """Say to the apps below what they need to know of ideas, and offer pages what belongs beside them."""
        from commons.answers import adapters as answers
        from commons.moderation import adapters as moderation
        from commons.notifications import adapters as notifications
        from commons.people import personal_data
        from participation.deliberation import adapters as deliberation

        from . import asides, telling
        from .adapters import IdeaAnswers, IdeasFollowed, IdeaThreads
        from .records import DecisionsRecord, IdeasRecord, SupportsRecord
        from .reports import IdeaReports

        deliberation.register(IdeaThreads())
        answers.register(IdeaAnswers())
        notifications.register(IdeasFollowed())
        telling.register()
        moderation.register(IdeaReports())
        asides.make_them()
        for record in (IdeasRecord(), SupportsRecord(), DecisionsRecord()):
            personal_data.register(record)
