"""Registers the app, and tells the CMS which pages to use for accounts."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.people"
    label = "people"
    verbose_name = _("People")
    default = True

    def ready(self) -> None:
        """Say what the account itself holds about its person, and what is done again and again."""
        from commons.jobs.recurrence import every

        from . import personal_data
        from .records import AccountRecord, LooksRecord

        personal_data.register(AccountRecord())
        personal_data.register(LooksRecord())
        personal_data.exempt(
            "who looked is kept for whom they looked at, and forgotten when they leave", "people.Look.by"
        )
        every(timedelta(hours=1), task="commons.people.tasks.erase_due")
        every(timedelta(days=1), task="commons.people.tasks.forget_expired_sessions")


class StaffAccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts app (installed in its place) with pages made for our accounts."""

    user_viewset = "commons.people.admin.PeopleViewSet"
