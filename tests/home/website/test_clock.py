"""The demo's clock: services see the moment they are called at, and only they."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from home.website.demo.clock import Schedule, at, on_day

THEN = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def test_the_clock_stands_at_the_moment_and_goes_on_afterwards():
    before = timezone.now()
    with at(THEN):
        assert timezone.now() == THEN
        assert timezone.localtime() == THEN
    assert timezone.now() >= before


def test_moments_can_be_put_into_each_other():
    with at(THEN):
        with at(THEN - timedelta(days=1)):
            assert timezone.now() == THEN - timedelta(days=1)
        assert timezone.now() == THEN


def test_defaults_of_fields_are_moved_too():
    default = timezone.now
    with at(THEN):
        assert default() == THEN


@pytest.mark.parametrize(
    ("number", "hour", "moment"),
    [
        (-2, 9.5, (2024, 5, 4, 9, 30)),
        (0, 8, (2024, 5, 6, 8)),
        (0, 20, (2024, 5, 6, 9, 8)),  # it is eight past nine in Paris: later today is now
        (3, 0, (2024, 5, 9)),
    ],
)
def test_hours_are_those_of_the_towns_clock(number, hour, moment):
    with at(THEN):
        assert on_day(number, hour) == datetime(*moment, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_schedule_plays_in_the_order_of_time():
    played, schedule = [], Schedule()

    def note(word):
        played.append((word, timezone.now()))

    for days, word in [(2, "third"), (1, "first"), (1, "second")]:
        schedule.then(THEN + timedelta(days=days), note, word=word)
    schedule.play()
    tomorrow = THEN + timedelta(days=1)
    assert played == [("first", tomorrow), ("second", tomorrow), ("third", THEN + timedelta(days=2))]
