"""The rights in a thread, as tables: a row is a person, a column is the state, a cell is the answer."""

from datetime import timedelta

import pytest

from participation.deliberation.rules import (
    EDIT_WINDOW,
    GRANTS,
    Deed,
    PostState,
    Role,
    ThreadState,
    refusal,
)

WHO = {
    "a visitor": {Role.ANYONE},
    "a person": {Role.ANYONE, Role.PERSON},
    "the author": {Role.ANYONE, Role.PERSON, Role.AUTHOR},
    "a moderator": {Role.ANYONE, Role.PERSON, Role.MODERATOR},
}

TABLE = """
deed | who | open, shown | open, hidden | open, withdrawn | closed, shown | closed, hidden | closed, withdrawn
post     | a visitor   | sign-in     | sign-in       | sign-in         | sign-in       | sign-in        | sign-in
post     | a person    | yes         | gone          | gone            | closed        | closed         | closed
post     | the author  | yes         | gone          | gone            | closed        | closed         | closed
post     | a moderator | yes         | gone          | gone            | closed        | closed         | closed
edit     | a visitor   | sign-in     | sign-in       | sign-in         | sign-in       | sign-in        | sign-in
edit     | a person    | not-yours   | not-yours     | not-yours       | not-yours     | not-yours      | not-yours
edit     | the author  | yes         | gone          | gone            | closed        | closed         | closed
edit     | a moderator | not-yours   | not-yours     | not-yours       | not-yours     | not-yours      | not-yours
withdraw | a visitor   | sign-in     | sign-in       | sign-in         | sign-in       | sign-in        | sign-in
withdraw | a person    | not-yours   | not-yours     | not-yours       | not-yours     | not-yours      | not-yours
withdraw | the author  | yes         | gone          | nothing-to-do   | yes           | gone           | nothing-to-do
withdraw | a moderator | not-yours   | not-yours     | not-yours       | not-yours     | not-yours      | not-yours
hide     | a visitor   | sign-in     | sign-in       | sign-in         | sign-in       | sign-in        | sign-in
hide     | a person    | not-allowed | not-allowed   | not-allowed     | not-allowed   | not-allowed    | not-allowed
hide     | the author  | not-allowed | not-allowed   | not-allowed     | not-allowed   | not-allowed    | not-allowed
hide     | a moderator | yes         | nothing-to-do | gone            | yes           | nothing-to-do  | gone
restore  | a visitor   | sign-in     | sign-in       | sign-in         | sign-in       | sign-in        | sign-in
restore  | a person    | not-allowed | not-allowed   | not-allowed     | not-allowed   | not-allowed    | not-allowed
restore  | the author  | not-allowed | not-allowed   | not-allowed     | not-allowed   | not-allowed    | not-allowed
restore  | a moderator | nothing-to-do | yes         | gone            | nothing-to-do | yes            | gone
"""


def rows():
    """Read the table: a line of headings, then a line a row, cells parted by bars."""
    lines = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['deed']} by {row['who']}")
def test_rights(row):
    """What each person may do in an open and a closed thread, with a post in each state."""
    found = {}
    for thread in ThreadState:
        for post in PostState:
            reason = refusal(Deed(row["deed"]), WHO[row["who"]], thread, post)
            found[f"{thread.value}, {post.value}"] = "yes" if reason is None else reason.value
    assert found == {state: row[state] for state in found}


def test_every_deed_and_person_has_a_row():
    """The table leaves nothing out."""
    assert {(row["deed"], row["who"]) for row in rows()} == {(deed.value, who) for deed in Deed for who in WHO}
    assert set(GRANTS) == set(Deed)


@pytest.mark.parametrize(("age", "expected"), [(EDIT_WINDOW, None), (EDIT_WINDOW + timedelta(seconds=1), "too-late")])
def test_words_can_be_put_right_for_a_while(age, expected):
    """Thirty minutes, the last instant included; after that a reply says what is to be added."""
    assert refusal(Deed.EDIT, WHO["the author"], ThreadState.OPEN, PostState.SHOWN, age) == expected
    assert refusal(Deed.WITHDRAW, WHO["the author"], ThreadState.OPEN, PostState.SHOWN, age) is None
