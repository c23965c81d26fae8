"""The rights around an idea, as tables: a row is a person, a column is the time or the state, a cell is the answer."""

import pytest

from participation.consultations.rules import StageState
from participation.ideas.rules import (
    GRANTS,
    TRANSITIONS,
    Deed,
    IdeaState,
    Role,
    decisions,
    may_become,
    refusal,
)

WHO = {
    "a visitor": {Role.ANYONE},
    "a person": {Role.ANYONE, Role.PERSON},
    "the author": {Role.ANYONE, Role.PERSON, Role.AUTHOR},
    "an official": {Role.ANYONE, Role.PERSON, Role.OFFICIAL},
    "a moderator": {Role.ANYONE, Role.PERSON, Role.MODERATOR},
}


def rows(table):
    """Read a table of words: a line of headings, then a line a row, cells parted by bars."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    headings, body = lines[0], lines[1:]
    return [dict(zip(headings, line, strict=True)) for line in body]


def answer(deed, who, stage, state):
    """Give "yes" or the reason for a no."""
    reason = refusal(Deed(deed), WHO[who], StageState(stage), IdeaState(state))
    return "yes" if reason is None else reason.value


BY_TIME = """
deed             | who         | before      | open        | after
submit           | a visitor   | not-yet     | sign-in     | closed
submit           | a person    | not-yet     | yes         | closed
submit           | an official | not-yet     | yes         | closed
submit           | a moderator | not-yet     | yes         | closed
support          | a visitor   | not-yet     | sign-in     | closed
support          | a person    | not-yet     | yes         | closed
support          | the author  | not-yet     | yours       | closed
support          | an official | not-yet     | yes         | closed
support          | a moderator | not-yet     | yes         | closed
withdraw-support | a visitor   | not-yet     | sign-in     | sign-in
withdraw-support | a person    | not-yet     | yes         | yes
withdraw-support | the author  | not-yet     | yes         | yes
withdraw-support | an official | not-yet     | yes         | yes
withdraw-support | a moderator | not-yet     | yes         | yes
discuss          | a visitor   | not-yet     | sign-in     | closed
discuss          | a person    | not-yet     | yes         | closed
discuss          | the author  | not-yet     | yes         | closed
discuss          | an official | not-yet     | yes         | closed
discuss          | a moderator | not-yet     | yes         | closed
edit             | a visitor   | not-yet     | sign-in     | closed
edit             | a person    | not-yet     | not-yours   | closed
edit             | the author  | not-yet     | yes         | closed
edit             | an official | not-yet     | not-yours   | closed
edit             | a moderator | not-yet     | not-yours   | closed
withdraw         | a visitor   | not-yet     | sign-in     | sign-in
withdraw         | a person    | not-yet     | not-yours   | not-yours
withdraw         | the author  | not-yet     | yes         | yes
withdraw         | an official | not-yet     | not-yours   | not-yours
withdraw         | a moderator | not-yet     | not-yours   | not-yours
change-state     | a visitor   | not-allowed | not-allowed | not-allowed
change-state     | a person    | not-allowed | not-allowed | not-allowed
change-state     | the author  | not-allowed | not-allowed | not-allowed
change-state     | an official | not-yet     | yes         | yes
change-state     | a moderator | not-allowed | not-allowed | not-allowed
answer           | a visitor   | not-allowed | not-allowed | not-allowed
answer           | a person    | not-allowed | not-allowed | not-allowed
answer           | the author  | not-allowed | not-allowed | not-allowed
answer           | an official | not-yet     | yes         | yes
answer           | a moderator | not-allowed | not-allowed | not-allowed
hide             | a visitor   | moderators-only | moderators-only | moderators-only
hide             | a person    | moderators-only | moderators-only | moderators-only
hide             | the author  | moderators-only | moderators-only | moderators-only
hide             | an official | moderators-only | moderators-only | moderators-only
hide             | a moderator | yes         | yes         | yes
restore          | a visitor   | moderators-only | moderators-only | moderators-only
restore          | a person    | moderators-only | moderators-only | moderators-only
restore          | the author  | moderators-only | moderators-only | moderators-only
restore          | an official | moderators-only | moderators-only | moderators-only
restore          | a moderator | shown       | shown       | shown
"""

BY_STATE = """
deed            | who        | published| considered| accepted| delivering| delivered| declined| withdrawn| hidden
support         | a person   | yes      | yes       | decided | decided   | decided  | decided | decided  | hidden
withdraw-support| a person   | yes      | yes       | decided | decided   | decided  | decided | decided  | hidden
discuss         | a person   | yes      | yes       | yes     | yes       | yes      | yes     | decided  | hidden
edit            | the author | yes      | decided   | decided | decided   | decided  | decided | decided  | hidden
withdraw        | the author | yes      | yes       | decided | decided   | decided  | decided | decided  | hidden
change-state    | an official| yes      | yes       | yes     | yes       | yes      | yes     | decided  | hidden
answer          | an official| yes      | yes       | yes     | yes       | yes      | yes     | decided  | hidden
hide            | a moderator| yes      | yes       | yes     | yes       | yes      | yes     | decided  | hidden
restore         | a moderator| shown    | shown     | shown   | shown     | shown    | shown   | shown    | yes
"""

WAYS = """
from       | published | considered | accepted  | delivering | delivered | declined  | withdrawn | hidden
published  | no        | yes        | yes       | no         | no        | yes       | author    | moderator
considered | no        | no         | yes       | no         | no        | yes       | author    | moderator
accepted   | no        | yes        | no        | yes        | yes       | no        | no        | moderator
delivering | no        | no         | yes       | no         | yes       | no        | no        | moderator
delivered  | no        | no         | no        | no         | no        | no        | no        | moderator
declined   | no        | yes        | no        | no         | no        | no        | no        | moderator
withdrawn  | no        | no         | no        | no         | no        | no        | no        | no
hidden     | moderator | moderator  | moderator | moderator  | moderator | moderator | no        | no
"""


@pytest.mark.parametrize("row", rows(BY_TIME), ids=lambda row: f"{row['deed']} by {row['who']}")
def test_rights_by_time(row):
    """What each person may do to a published idea before, while and after its stage is open."""
    found = {stage: answer(row["deed"], row["who"], stage, "published") for stage in ("before", "open", "after")}
    assert found == {stage: row[stage] for stage in found}


@pytest.mark.parametrize("row", rows(BY_STATE), ids=lambda row: f"{row['deed']} by {row['who']}")
def test_rights_by_state(row):
    """What may be done in each state while the stage is open."""
    found = {state.value: answer(row["deed"], row["who"], "open", state.value) for state in IdeaState}
    assert found == {state: row[state] for state in found}


@pytest.mark.parametrize("row", rows(WAYS), ids=lambda row: row["from"])
def test_ways_from_state_to_state(row):
    """Where an idea can go; only its author can withdraw it."""
    old = IdeaState(row["from"])
    assert [state for state in IdeaState if may_become(old, state)] == [
        state for state in IdeaState if row[state.value] != "no"
    ]
    assert decisions(old) == [state for state in IdeaState if row[state.value] == "yes"]


def test_the_tables_are_complete():
    """No deed and no state lacks a row, here or in the rules."""
    assert {row["deed"] for row in rows(BY_TIME)} == {deed.value for deed in Deed} == {d.value for d in GRANTS}
    assert {row["from"] for row in rows(WAYS)} == {state.value for state in IdeaState} == {s.value for s in TRANSITIONS}
    assert {(row["deed"], row["who"]) for row in rows(BY_TIME)} >= {
        (deed.value, who) for deed in set(Deed) - {Deed.SUBMIT} for who in WHO
    }
