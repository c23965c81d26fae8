"""The fair order: known values of Wilson's lower bound and what they mean for who stands first."""

import pytest

from participation.ideas.ranking import chances, wilson_lower_bound


@pytest.mark.parametrize(
    ("favourable", "chances", "expected"),
    [
        (0, 0, 0.0),
        (0, 10, 0.0),
        (1, 1, 0.2065),
        (2, 2, 0.3424),
        (8, 10, 0.4902),
        (80, 100, 0.7112),
        (10, 10, 0.7225),
    ],
)
def test_known_values(favourable, chances, expected):
    """Values of the formula worked out elsewhere (Wilson 1927, 95 %)."""
    assert wilson_lower_bound(favourable, chances) == pytest.approx(expected, abs=0.0001)


def test_few_of_few_rank_below_most_of_many():
    """Two of two is less certain than eighty of a hundred."""
    assert wilson_lower_bound(2, 2) < wilson_lower_bound(80, 100)


def test_a_new_idea_passes_one_that_only_stood_longer():
    """Eight of the last twenty supports beat three hundred of two thousand."""
    assert wilson_lower_bound(8, 20) > wilson_lower_bound(300, 2000)


def test_more_favourable_than_chances_is_every_chance():
    """A support of another idea taken back can leave fewer chances than supports: no error, no share above one."""
    assert wilson_lower_bound(5, 3) == wilson_lower_bound(5, 5)


@pytest.mark.parametrize(("now", "then", "expected"), [(100, 60, 40), (100, 100, 0), (90, 100, 0), (0, 0, 0)])
def test_chances_are_counted_since_publication(now, then, expected):
    """The stage's supports since then; taking support back never makes them negative."""
    assert chances(now, then) == expected
