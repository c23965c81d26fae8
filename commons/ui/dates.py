"""Dates and times in words, as the reader's language writes them, always with the year."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def day_in_words(value: date | datetime, *, weekday: bool = False) -> str:
    """Tell a day: 3 November 2026; Tuesday 3 November 2026. French and others write the first of a month as 1er."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    number = pgettext("first day of a month", "1") if value.day == 1 else str(value.day)
    words = f"{number} {date_format(value, 'F Y')}"
    return f"{date_format(value, 'l')} {words}" if weekday else words


def moment_in_words(value: datetime, *, weekday: bool = False, zone: bool = False) -> str:
    """Tell a day and its time: 3 November 2026, 18:30; with the zone's name where it matters."""
    local = timezone.localtime(value)
    time = date_format(local, "H:i T" if zone else "H:i")
    return _("%(day)s, %(time)s") % {"day": day_in_words(local, weekday=weekday), "time": time}


def clock(seconds: float | None) -> str:
    """A place in a film or its length: 0:58, 12:03, 1:02:03."""
    if seconds is None:
        return ""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def days_left(until: date | datetime | None) -> str:
    """How long something stays open, in words; empty when it is over."""
    if not until:
        return ""
    if isinstance(until, datetime):
        if until <= timezone.now():
            return ""
        until = timezone.localtime(until).date()
    days = (until - timezone.localdate()).days
    if days < 0:
        return ""
    if days == 0:
        return _("Last day")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
