"""Registers the app: telling people what happened to what they care about."""

from datetime import timedelta

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

BY = "notifications.Notification.by"


class NotificationsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Let each person's sockets into their own room, say what can be followed, and forget what is old."""
        from commons.jobs.recurrence import every
        from commons.people import personal_data
        from commons.realtime import rooms

        from . import adapters
        from .consumers import InboxRoom
        from .records import FollowsRecord, NotificationsRecord, WishesRecord

        rooms.register(InboxRoom())
        adapters.register(adapters.Services(_("Service")))
        adapters.register(adapters.Bodies(_("Public body"), lambda: reverse("directory_services")))
        personal_data.register(NotificationsRecord())
        personal_data.register(FollowsRecord())
        personal_data.register(WishesRecord())
        personal_data.exempt("What others were told of what one did; the name goes with the account.", BY)
        personal_data.exempt("Counts changes, says nothing.", "notifications.Inbox.person")
        personal_data.exempt("When what one was told went out; it goes with the account.", "notifications.Mail.person")
        every(timedelta(minutes=1), task="commons.notifications.tasks.put_mails_together")
        every(timedelta(days=1), task="commons.notifications.tasks.forget_old")
