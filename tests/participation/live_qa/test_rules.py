"""Who may do what and when, as tables a lawyer can read."""

import pytest

from participation.live_qa.rules import (
    ANNOUNCED,
    FOR_HOSTS,
    LEADS_TO,
    PUBLIC,
    QUESTION_TRANSITIONS,
    RIGHTS,
    SESSION_TRANSITIONS,
    Deed,
    QuestionState,
    Role,
    SessionState,
    first_state,
    may,
    offered,
    offers_by_state,
    why_not,
)

#                              draft scheduled open closed
SESSION_TABLE = """
ask                anyone      .     yes       yes  .
support            anyone      .     yes       yes  .
withdraw-support   anyone      .     yes       yes  .
withdraw           asker       .     yes       yes  .
approve            host        .     yes       yes  yes
decline            host        .     yes       yes  yes
start-answering    host        .     .         yes  .
put-back           host        .     .         yes  yes
mark-answered      host        .     .         yes  yes
answer-in-writing  official    .     .         yes  yes
hide               moderator   .     yes       yes  yes
restore            moderator   .     yes       yes  yes
open               host        yes   yes       .    yes
close              host        .     .         yes  .
"""
#                              waiting shown answering answered declined withdrawn hidden
QUESTION_TABLE = """
support            anyone      .       yes   yes       .        .        .         .
withdraw-support   anyone      .       yes   yes       .        .        .         .
withdraw           asker       yes     yes   .         .        .        .         .
approve            host        yes     .     .         .        yes      .         .
decline            host        yes     yes   .         .        .        .         .
start-answering    host        .       yes   .         yes      .        .         .
put-back           host        .       .     yes       yes      .        .         .
mark-answered      host        .       yes   yes       .        .        .         .
answer-in-writing  official    .       yes   yes       yes      .        .         .
hide               moderator   .       yes   yes       yes      .        .         .
restore            moderator   .       .     .         .        .        .         yes
"""


def cells(table, columns):
    rows = [line.split() for line in table.strip().splitlines()]
    return [
        (Deed(deed), Role(role), column, answer == "yes")
        for deed, role, *answers in rows
        for column, answer in zip(columns, answers, strict=True)
    ]


def someone_who_could(deed):
    """A state of the question in which nothing but the session can stand in the way."""
    states = RIGHTS[deed].question
    return None if states is None else min(states)


@pytest.mark.parametrize("deed, role, state, allowed", cells(SESSION_TABLE, SessionState))
def test_the_session_opens_and_closes_rights(deed, role, state, allowed):
    assert may(deed, {Role.ANYONE, role}, state, someone_who_could(deed)) is allowed


@pytest.mark.parametrize("deed, role, state, allowed", cells(QUESTION_TABLE, QuestionState))
def test_the_question_opens_and_closes_rights(deed, role, state, allowed):
    assert may(deed, {Role.ANYONE, role}, SessionState.OPEN, state) is allowed


@pytest.mark.parametrize("deed, role", sorted({(deed, role) for deed, role, *_ in cells(SESSION_TABLE, SessionState)}))
def test_no_other_role_may(deed, role):
    others = set(Role) - {role}
    for session in SessionState:
        for question in QuestionState:
            assert why_not(deed, others, session, question) == "not_allowed"


def test_the_tables_leave_out_nothing():
    assert {deed for deed, *_ in cells(SESSION_TABLE, SessionState)} == set(Deed) == set(RIGHTS)
    assert {deed for deed, *_ in cells(QUESTION_TABLE, QuestionState)} == {
        deed for deed, right in RIGHTS.items() if right.question is not None
    }


@pytest.mark.parametrize(
    "session, question, code",
    [
        (SessionState.SCHEDULED, QuestionState.SHOWN, None),
        (SessionState.CLOSED, QuestionState.SHOWN, "closed"),
        (SessionState.DRAFT, QuestionState.SHOWN, "not_open"),
        (SessionState.OPEN, QuestionState.ANSWERED, "not_now"),
    ],
)
def test_says_what_stands_in_the_way(session, question, code):
    assert why_not(Deed.SUPPORT, {Role.ANYONE}, session, question) == code


def test_every_deed_that_moves_a_question_follows_the_transitions():
    for deed, state in LEADS_TO.items():
        for before in RIGHTS[deed].question:
            assert state == before or state in QUESTION_TRANSITIONS[before], (deed, before)


def test_every_transition_is_made_by_some_deed():
    made = {(before, after) for deed, after in LEADS_TO.items() for before in RIGHTS[deed].question if before != after}
    made |= {(before, QuestionState.HIDDEN) for before in RIGHTS[Deed.HIDE].question}
    made |= {(QuestionState.HIDDEN, after) for after in (QuestionState.SHOWN, QuestionState.ANSWERED)}
    assert made == {(before, after) for before, afters in QUESTION_TRANSITIONS.items() for after in afters}


def test_every_state_has_a_row():
    assert set(SESSION_TRANSITIONS) == set(SessionState)
    assert set(QUESTION_TRANSITIONS) == set(QuestionState)


def test_what_is_taken_back_or_unread_is_nobodys():
    assert PUBLIC.isdisjoint(
        {QuestionState.WAITING, QuestionState.DECLINED, QuestionState.WITHDRAWN, QuestionState.HIDDEN}
    )
    assert set(QuestionState) - FOR_HOSTS == {QuestionState.WITHDRAWN, QuestionState.HIDDEN}
    assert SessionState.DRAFT not in ANNOUNCED


def test_a_host_reads_first_where_the_session_says_so():
    assert first_state(moderated=True) == QuestionState.WAITING
    assert first_state(moderated=False) == QuestionState.SHOWN


def test_what_is_offered_is_what_the_table_allows():
    asker = frozenset({Role.ANYONE, Role.ASKER})
    table = offers_by_state(asker)
    assert table["open"]["shown"] == ["support", "withdraw", "withdraw-support"]
    assert table["open"]["waiting"] == ["withdraw"]
    assert table["closed"]["shown"] == []
    assert set(table) == {"scheduled", "open", "closed"}
    for session, states in table.items():
        for question, deeds in states.items():
            assert set(deeds) == offered(asker, session, question)
    assert offered(frozenset({Role.OFFICIAL}), "closed", "answered") == {"answer-in-writing"}
