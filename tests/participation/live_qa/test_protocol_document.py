"""The document is the contract: whatever is sent, taken or refused stands in it."""

import re
from pathlib import Path

import pytest

from commons.realtime import hubs
from commons.realtime.limits import LIMITS
from participation.live_qa import rules, selectors, services
from participation.live_qa.models import Question
from participation.live_qa.views import answers, deeds

from . import factories as make

DOCUMENT = (Path(__file__).parents[3] / "docs" / "live-protocol.md").read_text()
CODED = set(re.findall(r"`([^`]+)`", DOCUMENT))


@pytest.mark.django_db
def test_every_field_of_every_frame_stands_in_it():
    session = make.session()
    ana = make.participant()
    make.question(session=session, by=ana, state=rules.QuestionState.DECLINED)
    official = make.official(body=session.body)
    services.mark_answered(by=official, question=make.question(session=session), text="Yes.")
    host = make.host()
    services.close_session(by=host, session=session)
    frames = [
        selectors.frame(for_hosts=for_hosts, code=session.code, since=since).body
        for for_hosts in (False, True)
        for since in (None, 0)
    ]
    frames += selectors.own_parts(code=session.code, participants=[ana.key_in(session.pk)]).values()
    names = set()

    def gather(thing):
        if isinstance(thing, dict):
            names.update(thing)
            for value in thing.values():
                gather(value)
        elif isinstance(thing, list):
            for value in thing:
                gather(value)

    gather(frames)
    assert {"office", "reason", "gone", "supported", "opened_at"} <= names
    assert {name for name in names - {"en", "fr"} if name not in CODED} == set()


def test_every_state_deed_code_and_status_stands_in_it():
    for name in [
        *rules.SessionState.values,
        *(set(rules.QuestionState.values) - {"withdrawn"}),
        *rules.WHY_NOT,
        *answers.STATUS,
    ]:
        assert name in CODED, name
    for code, status in answers.STATUS.items():
        assert f"| `{code}` | {status.value} |" in DOCUMENT
    for deed in [*deeds.BY_PARTICIPANTS, *deeds.BY_HOSTS]:
        assert f"questions/<id>/{deed}/" in CODED
    for deed in deeds.ON_SESSIONS:
        assert f"{deed}/" in CODED
    for field in services.Done.__dataclass_fields__:
        assert field in CODED, field


def test_every_error_and_close_code_stands_in_it():
    for name, code in hubs.CLOSE_CODES.items():
        assert f"| {code} |" in DOCUMENT, name
    for name in (
        "not_json",
        "not_text",
        "unknown_type",
        "bad_number",
        "not_found",
        "not_allowed",
        "full",
        "address_full",
    ):
        assert f"| `{name}` |" in DOCUMENT


def test_every_number_stands_in_it():
    for text in (
        f"{LIMITS.message_bytes} bytes",
        f"{LIMITS.messages} in {LIMITS.messages_per:.0f} seconds",
        f"| {LIMITS.ahead_bytes} |",
        f"| {LIMITS.patience:.0f} seconds |",
        f"every {LIMITS.recheck:.0f} seconds",
        f"| {LIMITS.sockets_in_room} |",
        f"| {LIMITS.sockets_from_address}, or what",
        f"{LIMITS.merge * 1000:.0f} ms",
        f"at most {rules.LONGEST_QUESTION} characters",
        f"at most {rules.LONGEST_NAME} characters",
        f"at most {rules.LONGEST_REASON} characters",
        f"{rules.KEY_LENGTH[0]} to {rules.KEY_LENGTH[1]} characters",
        f"| {deeds.ASKING[0].count} a minute | {deeds.ASKING[1].count} a minute |",
        f"| {deeds.DOING[0].count} a minute | {deeds.DOING[1].count} a minute |",
        f"| {deeds.FIRST_DEEDS[0].count} a minute, {deeds.FIRST_DEEDS[1].count} an hour |",
    ):
        assert text in DOCUMENT, text


def test_every_field_of_the_form_stands_in_it():
    from participation.live_qa.forms import AskForm

    assert {name for name in AskForm.base_fields if name not in CODED} == set()
    assert Question._meta.get_field("text").max_length == rules.LONGEST_QUESTION


@pytest.mark.django_db
def test_the_frames_of_discussions_stand_in_it_too():
    from participation.deliberation.consumers import ThreadRoom
    from tests.participation import factories

    thread = factories.idea(on=factories.stage()).thread
    for since in (None, 0):
        assert {
            name for name in ThreadRoom().snapshot(str(thread.pk), "everyone", since).body if name not in CODED
        } == set()
    assert "/ws/threads/<id>/" in CODED
