"""When a mail may go out: at once, or with the next digest, never within somebody's quiet hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .rules import Frequency

#: Digests go out at this hour of the person's own clock, weekly ones on a Monday.
DIGEST_AT = time(8)
#: What is older when somebody is told of it is read in the list, and mailed no more.
MAILED_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Quiet:
    """Hours of the wall clock in which nobody is written to; over midnight where they end before they begin."""

    begins: time
    ends: time

    def holds(self, wall: time) -> bool:
        """Whether the clock on the wall is within them: from the first minute up to, not including, the last."""
        if self.begins <= self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends


def due(frequency: str, at: datetime, now: datetime, zone: ZoneInfo, quiet: Quiet | None) -> datetime | None:
    """When a mail about what happened `at` is due; None where none is wanted, or it is too late for one."""
    if frequency == Frequency.NEVER or now - at > MAILED_FOR:
        return None
    moment = now if frequency == Frequency.AT_ONCE else _next_digest(frequency, now, zone)
    return after_quiet(moment, zone, quiet)


def after_quiet(moment: datetime, zone: ZoneInfo, quiet: Quiet | None) -> datetime:
    """The moment itself, or the first one after it that is not quiet on the person's wall."""
    local = moment.astimezone(zone)
    if quiet is None or not quiet.holds(local.time()):
        return moment
    # An hour that comes twice in autumn ends twice: the first end still to come counts.
    ends = [
        found
        for days in (0, 1)
        for fold in (0, 1)
        if (found := _at(local.date() + timedelta(days=days), quiet.ends, zone, fold)) > moment
    ]
    return min(ends)


def _next_digest(frequency: str, now: datetime, zone: ZoneInfo) -> datetime:
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=number) for number in range(9))
    return next(
        moment
        for day in days
        if (frequency == Frequency.DAILY or day.weekday() == 0) and (moment := _at(day, DIGEST_AT, zone)) > now
    )


def _at(day: date, wall: time, zone: ZoneInfo, fold: int = 0) -> datetime:
    """A time on the wall as a moment; one that spring leaves out is as much later as the clock was put on."""
    return datetime.combine(day, wall.replace(fold=fold), tzinfo=zone).astimezone(UTC)
