"""What people want to be told, how and when: their preferences."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.people.refusals import Refused

from ..models import Muted, Preferences
from ..rules import Channel, Frequency
from ..times import Quiet, due


class WishRefused(Refused):
    """Nobody can be told like this."""

    code = "preferences"


class Wish(NamedTuple):
    """How one person is told one thing."""

    listed: bool
    mail_due: datetime | None


def wishes(people: Sequence[int], kind: str, at: datetime) -> Iterator[tuple[int, Wish]]:
    """Give how each of some people wants to be told of a kind, in two questions; who wants it nowhere is left out."""
    now = timezone.now()
    preferred = Preferences.objects.in_bulk(people)
    muted = set(Muted.objects.filter(person__in=people, kind=kind).values_list("person_id", "channel"))
    for key in people:
        listed = (key, Channel.LIST.value) not in muted
        mailed = (key, Channel.MAIL.value) not in muted
        moment = _due(preferred.get(key) or Preferences(person_id=key), at, now) if mailed else None
        if listed or moment:
            yield key, Wish(listed, moment)


def prefer(
    *,
    by: Any,
    mail: str,
    quiet_from: time | None,
    quiet_until: time | None,
    time_zone: str,
    muted: Collection[tuple[str, str]],
) -> None:
    """Keep how a person wants to be told; `muted` are pairs of kind and channel. Raises WishRefused."""
    if (quiet_from is None) != (quiet_until is None) or (quiet_from is not None and quiet_from == quiet_until):
        raise WishRefused(_("Give both a beginning and an end, and not the same."), field="quiet_until")
    with transaction.atomic():
        wish = {"mail": mail, "quiet_from": quiet_from, "quiet_until": quiet_until, "time_zone": time_zone}
        Preferences.objects.update_or_create(person=by, defaults=wish)
        Muted.objects.filter(person=by).delete()
        Muted.objects.bulk_create([Muted(person=by, kind=kind, channel=channel) for kind, channel in sorted(muted)])


def unsubscribe(*, person: Any, kind: str = "") -> None:
    """Write to a person no more about a kind; without one, about nothing at all. The list stays as it is."""
    if kind:
        Muted.objects.get_or_create(person=person, kind=kind, channel=Channel.MAIL)
    else:
        Preferences.objects.update_or_create(person=person, defaults={"mail": Frequency.NEVER})


def _due(preferences: Preferences, at: datetime, now: datetime) -> datetime | None:
    zone = ZoneInfo(preferences.time_zone or settings.TIME_ZONE)
    quiet = None
    if preferences.quiet_from is not None and preferences.quiet_until is not None:
        quiet = Quiet(preferences.quiet_from, preferences.quiet_until)
    return due(preferences.mail, at, now, zone, quiet)
