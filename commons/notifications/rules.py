"""What a message may hold, and how long it is kept. Imports no models."""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: Read ones are forgotten after the first, all after the second.
KEEP_READ, KEEP_ALL = timedelta(days=90), timedelta(days=365)
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")


class Role(TextChoices):
    """In which role somebody spoke, where it is not their own."""

    OFFICIAL = "official", _("official")
    STAFF = "staff", _("staff")


class Channel(TextChoices):
    """How a person is told."""

    LIST = "list", _("In the list")
    MAIL = "mail", _("By e-mail")


class Frequency(TextChoices):
    """How often a person is written to."""

    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")
    NEVER = "never", _("Never")


class MailState(TextChoices):
    """Where a mail stands. What was sent is never sent again."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("not sent, since nothing was left to say")


def plain_address(address: str) -> str:
    """Give an address of this site without its language; ValueError for one that leads elsewhere."""
    if not address:
        return ""
    if not address.startswith("/") or address.startswith("//") or _UNFIT.search(address):
        raise ValueError(f"not an address of this site: {address!r}")
    first, stroke, rest = address[1:].partition("/")
    return f"/{rest}" if stroke and first in dict(settings.LANGUAGES) else address
