"""Who may decide what, as tables: a row is an outcome, a column how the thing stands."""

from datetime import UTC, datetime, timedelta

import pytest

from commons.moderation.rules import (
    APPEAL_WINDOW,
    TERMS,
    Outcome,
    Reason,
    Standing,
    may_appeal,
    may_moderate,
    refusal,
    second_look,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TABLE = """
outcome  | shown | hidden  | gone    | own words | no moderator | no author | no way to edit
keep     | yes   | not-now | not-now | own       | not-allowed  | yes       | yes
hide     | yes   | not-now | not-now | own       | not-allowed  | yes       | yes
restore  | not-now | yes   | not-now | own       | not-allowed  | not-now   | not-now
ask-edit | yes   | not-now | not-now | own       | not-allowed  | no-author | no-edit
pause    | yes   | yes     | yes     | own       | not-allowed  | no-author | yes
"""


def rows(table):
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: row["outcome"])
def test_what_may_be_decided(row):
    usual = {"standing": Standing.SHOWN, "moderates": True, "is_author": False, "has_author": True, "editable": True}
    cases = {
        "shown": {},
        "hidden": {"standing": Standing.HIDDEN},
        "gone": {"standing": Standing.GONE},
        "own words": {"is_author": True},
        "no moderator": {"moderates": False},
        "no author": {"has_author": False, "editable": False},
        "no way to edit": {"editable": False},
    }
    for name, differs in cases.items():
        reason = refusal(Outcome(row["outcome"]), **{**usual, **differs})
        assert (reason.value if reason else "yes") == row[name], name


def test_the_table_is_complete():
    assert {row["outcome"] for row in rows(TABLE)} == set(Outcome.values) == {one.value for one in TERMS}


@pytest.mark.parametrize(
    ("is_moderator", "bodies", "body", "may"),
    [
        (False, [], 1, False),
        (True, [], 1, True),
        (True, [], None, True),
        (True, [1], 1, True),
        (True, [1], 2, False),
        (True, [1], None, False),
        (False, [1], 1, False),
    ],
)
def test_a_moderator_of_some_bodies_moderates_theirs_alone(is_moderator, bodies, body, may):
    assert may_moderate(is_moderator=is_moderator, bodies=bodies, body=body) is may


@pytest.mark.parametrize(
    ("moderates", "is_author", "first", "reason"),
    [
        (True, False, False, None),
        (True, False, True, Reason.SAME),
        (True, True, False, Reason.OWN),
        (False, False, False, Reason.NOT_ALLOWED),
    ],
)
def test_a_second_look_is_anothers(moderates, is_author, first, reason):
    assert second_look(moderates=moderates, is_author=is_author, decided_first=first) == reason


@pytest.mark.parametrize(
    ("outcome", "is_author", "appealed", "age", "may"),
    [
        ("hide", True, False, timedelta(0), True),
        ("ask-edit", True, False, timedelta(0), True),
        ("pause", True, False, timedelta(0), True),
        ("keep", True, False, timedelta(0), False),
        ("restore", True, False, timedelta(0), False),
        ("hide", False, False, timedelta(0), False),
        ("hide", True, True, timedelta(0), False),
        ("hide", True, False, APPEAL_WINDOW - timedelta(seconds=1), True),
        ("hide", True, False, APPEAL_WINDOW, False),
    ],
)
def test_appeals_are_the_authors_once_and_in_time(outcome, is_author, appealed, age, may):
    assert may_appeal(outcome=outcome, is_author=is_author, appealed=appealed, at=NOW - age, now=NOW) is may
