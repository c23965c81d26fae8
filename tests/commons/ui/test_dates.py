"""Days and times in words, as each language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from commons.ui.dates import day_in_words, moment_in_words

EVENING = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", date(2026, 3, 1), "1 March 2026"),
        ("en", date(2026, 3, 11), "11 March 2026"),
        ("fr", date(2026, 3, 1), "1er mars 2026"),
        ("fr", date(2026, 3, 11), "11 mars 2026"),
        ("fr", date(2026, 8, 21), "21 août 2026"),
    ],
)
def test_a_day(language, value, words):
    with translation.override(language):
        assert day_in_words(value) == words


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Sunday 1 November 2026"), ("fr", "dimanche 1er novembre 2026")]
)
def test_a_day_is_the_readers_own_and_may_have_its_name(language, words):
    with translation.override(language), timezone.override("Europe/Paris"):
        assert day_in_words(EVENING, weekday=True) == words


@pytest.mark.parametrize(
    ("language", "options", "words"),
    [
        ("en", {}, "1 November 2026, 00:30"),
        ("en", {"zone": True}, "1 November 2026, 00:30 CET"),
        ("fr", {}, "1er novembre 2026 à 00:30"),
        ("fr", {"weekday": True, "zone": True}, "dimanche 1er novembre 2026 à 00:30 CET"),
    ],
)
def test_a_moment(language, options, words):
    with translation.override(language), timezone.override("Europe/Paris"):
        assert moment_in_words(EVENING, **options) == words
