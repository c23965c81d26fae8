"""Registers the app, and what it tells the apps below of its things."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WalkthroughsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "guides.walkthroughs"
    label = "guides_walkthroughs"
    verbose_name = _("Guides")

    def ready(self) -> None:
        """Say where films are shown, how stuck points are answered, what services' pages show, and what recurs."""
        from commons.answers import adapters as answers
        from commons.jobs.recurrence import every
        from commons.notifications import adapters as notifications
        from commons.pages import asides
        from commons.people import personal_data
        from guides.videos import viewing

        from .adapters import StuckPointAnswers
        from .asides import guides_of_service
        from .records import FeedbackRecord, staff_record
        from .selectors import videos_shown_to
        from .services import telling

        viewing.register(videos_shown_to)
        answers.register(StuckPointAnswers())
        notifications.register(notifications.Pages(telling.GUIDE, _("Guide")))
        telling.register()
        asides.register("service.sections", guides_of_service, order=10)
        every(timedelta(days=1), task="guides.walkthroughs.tasks.remind")
        personal_data.register(FeedbackRecord())
        personal_data.register(staff_record())
