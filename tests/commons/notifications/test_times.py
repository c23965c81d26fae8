"""When mails go out, by the clock on the person's wall, which is put on and back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from commons.notifications.times import Quiet, after_quiet, due

PARIS, AUCKLAND = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Auckland")
NIGHT, NAP, EARLY = Quiet(time(22), time(7)), Quiet(time(13), time(14)), Quiet(time(1), time(2, 30))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("frequency", "zone", "quiet", "now", "expected"),
    [
        ("at-once", PARIS, None, "2026-11-22 23:00", "2026-11-22 23:00"),
        ("at-once", PARIS, NIGHT, "2026-11-22 20:59", "2026-11-22 20:59"),
        ("at-once", PARIS, NIGHT, "2026-11-22 21:00", "2026-11-23 06:00"),
        ("at-once", PARIS, NIGHT, "2026-11-23 05:59", "2026-11-23 06:00"),
        ("at-once", PARIS, NIGHT, "2026-11-23 06:00", "2026-11-23 06:00"),
        ("at-once", AUCKLAND, NIGHT, "2026-11-22 20:59", "2026-11-22 20:59"),
        ("at-once", PARIS, NAP, "2026-11-22 12:30", "2026-11-22 13:00"),
        ("daily", PARIS, None, "2026-11-22 06:59", "2026-11-22 07:00"),
        ("daily", PARIS, None, "2026-11-22 07:00", "2026-11-23 07:00"),
        ("daily", PARIS, Quiet(time(22), time(9)), "2026-11-22 12:00", "2026-11-23 08:00"),
        ("weekly", PARIS, None, "2026-11-22 12:00", "2026-11-23 07:00"),
        ("weekly", PARIS, None, "2026-11-23 07:00", "2026-11-30 07:00"),
        # The night the clock is put on, and the one it is put back: 2026-03-29 and 2026-10-25 in Paris.
        ("at-once", PARIS, NIGHT, "2026-03-28 22:00", "2026-03-29 05:00"),
        ("at-once", PARIS, NIGHT, "2026-10-24 22:00", "2026-10-25 06:00"),
        ("daily", PARIS, None, "2026-03-28 12:00", "2026-03-29 06:00"),
        ("daily", PARIS, None, "2026-10-24 12:00", "2026-10-25 07:00"),
        # An end that spring leaves out (02:30): as much later; in autumn each of its two.
        ("at-once", PARIS, EARLY, "2026-03-29 00:30", "2026-03-29 01:30"),
        ("at-once", PARIS, EARLY, "2026-10-25 00:10", "2026-10-25 00:30"),
        ("at-once", PARIS, EARLY, "2026-10-25 01:10", "2026-10-25 01:30"),
        ("never", PARIS, None, "2026-11-22 12:00", None),
    ],
)
def test_a_mail_is_due(frequency, zone, quiet, now, expected):
    found = due(frequency, utc(now), utc(now), zone, quiet)
    assert found == (utc(expected) if expected else None)


def test_what_is_old_is_not_mailed_any_more():
    now = utc("2026-11-22 12:00")
    assert due("at-once", now - timedelta(days=2, seconds=1), now, PARIS, None) is None
    assert due("at-once", now - timedelta(days=2), now, PARIS, None) == now


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_no_moment_of_a_year_is_answered_with_the_past_or_a_quiet_one(zone):
    wall, moment = ZoneInfo(zone), utc("2026-01-01 00:00")
    for _ in range(4 * 365):
        for quiet in (NIGHT, EARLY):
            found = after_quiet(moment, wall, quiet)
            assert moment <= found <= moment + timedelta(hours=11)
            # The hour after midnight that is left out in spring has no end on the wall.
            assert not quiet.holds(found.astimezone(wall).time()) or quiet is EARLY
        moment += timedelta(hours=6)
