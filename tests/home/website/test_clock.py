"""The demo's clock: services see the moment they are called at, and only they."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from home.website.demo.clock import ago, at

THEN = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def test_the_clock_stands_at_the_moment_and_goes_on_afterwards():
    before = timezone.now()
    with at(THEN):
        assert timezone.now() == THEN
        assert timezone.localtime() == THEN
        assert ago(hours=1) == THEN - timedelta(hours=1)
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


def test_negative_amounts_are_in_the_future():
    assert ago(days=-2, since=THEN) == THEN + timedelta(days=2)
