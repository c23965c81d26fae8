"""The clock and a stage: at the very instants, and by the days people count."""

from datetime import UTC, datetime

import pytest

from participation.consultations.rules import StageState, days_left, stage_state

OPENS = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 12, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 1, 7, 59, 59, tzinfo=UTC), StageState.BEFORE),
        (OPENS, StageState.OPEN),
        (datetime(2026, 12, 12, 22, 58, 59, tzinfo=UTC), StageState.OPEN),
        (CLOSES, StageState.AFTER),
        (datetime(2027, 1, 1, tzinfo=UTC), StageState.AFTER),
    ],
)
def test_a_stage_opens_at_its_first_instant_and_is_closed_at_its_last(now, expected):
    """Open from opens_at up to, but not including, closes_at."""
    assert stage_state(OPENS, CLOSES, now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), 18),
        (datetime(2026, 12, 11, 22, 59, tzinfo=UTC), 1),  # 23:59 in Paris, the day before the last
        (datetime(2026, 12, 11, 23, 1, tzinfo=UTC), 0),  # just after midnight in Paris: the last day
        (datetime(2026, 12, 20, tzinfo=UTC), 0),
    ],
)
def test_days_left_are_midnights_on_the_sites_clock(settings, now, expected):
    """The last day has none left, and a stage that is over has none either."""
    settings.TIME_ZONE = "Europe/Paris"
    assert days_left(CLOSES, now) == expected
