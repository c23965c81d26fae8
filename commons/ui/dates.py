"""Dates and times in words, as the reader's language writes them, always with the year."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


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
