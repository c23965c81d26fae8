"""Registers the app, its room, and what it tells the apps below of its things."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveQAConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.live_qa"
    label = "live_qa"
    verbose_name = _("Live sessions")

    def ready(self) -> None:
        """Open the rooms to sockets, say to the apps below what they need to know of questions, and forget daily."""
        from commons.answers import adapters as answers
        from commons.jobs.recurrence import every
        from commons.moderation import adapters as moderation
        from commons.people import personal_data
        from commons.realtime import rooms

        from .adapters import LiveQuestionAnswers
        from .consumers import LiveRoom
        from .records import HostsRecord, QuestionsRecord
        from .reports import QuestionReports

        rooms.register(LiveRoom())
        answers.register(LiveQuestionAnswers())
        moderation.register(QuestionReports())
        personal_data.register(QuestionsRecord())
        personal_data.register(HostsRecord())
        every(timedelta(days=1), task="participation.live_qa.tasks.forget_old")
