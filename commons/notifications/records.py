"""What notifications hold about a person: what they were told. It goes with their account."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Record, Row

from .models import Follow, Muted, Notification, Preferences
from .selectors import followed
from .words import said


class NotificationsRecord(Record):
    """What the person was told, as long as it is kept."""

    name = "notifications"
    title = _("What you were told")
    covers = ("notifications.Notification.person",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each notification with the way to it; what others said in it is theirs, and is read there."""
        for told in Notification.objects.filter(person=person).order_by("-pk"):
            yield Row(
                kind="notification",
                label=_("Notification"),
                words=said(told.line),
                at=told.at,
                address=f"/{get_language()}{told.address}" if told.address else "",
                details={"kind": told.kind, "read_at": told.read_at.isoformat() if told.read_at else None},
            )


class FollowsRecord(Record):
    """What the person follows, as far as they may still read it."""

    name = "follows"
    title = _("What you follow")
    covers = ("notifications.Follow.person",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each thing with its page."""
        since = {(row.followable.kind, row.followable.key): row.at for row in _follows(person)}
        for one in followed(person):
            yield Row("follow", one.kind, one.label, since[one.thing], one.address, {"of": one.thing.kind})


def _follows(person: Any) -> Iterable[Follow]:
    return Follow.objects.filter(person=person).select_related("followable")


class WishesRecord(Record):
    """How the person wants to be told."""

    name = "notification-settings"
    title = _("How you are told")
    covers = ("notifications.Preferences.person", "notifications.Muted.person")

    def rows(self, person: Any) -> Iterable[Row]:
        """The settings that differ from those everyone begins with."""
        for wish in Preferences.objects.filter(person=person):
            quiet = [moment.isoformat() if moment else None for moment in (wish.quiet_from, wish.quiet_until)]
            details = {"mail": wish.mail, "quiet": quiet, "time_zone": wish.time_zone}
            yield Row("mails", _("E-mails"), str(wish.get_mail_display()), details=details)
        for off in Muted.objects.filter(person=person).order_by("kind", "channel"):
            yield Row("muted", _("Switched off"), f"{off.kind}: {off.get_channel_display()}")
