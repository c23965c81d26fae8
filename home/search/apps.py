"""Registers the app, and what it does again and again."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "home.search"
    label = "home_search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Declare the gathering of words, and the forgetting."""
        from commons.jobs.recurrence import every

        every(timedelta(hours=1), task="home.search.tasks.gather_vocabulary")
        every(timedelta(days=1), task="home.search.tasks.forget_missed")
