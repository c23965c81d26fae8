"""The room over a real socket of the real site: daphne, the ASGI application, the database."""

import json
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from commons.people import participants
from commons.people.participants import Participant
from commons.realtime.limits import LIMITS
from participation.live_qa import services
from participation.live_qa.models import LiveSession, Question
from participation.live_qa.rules import QuestionState, SessionState

from . import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


class Line:
    """A client that reads frames as the document says."""

    def __init__(self, socket):
        self.socket = socket

    def next(self, within=3.0):
        return json.loads(self.socket.recv(timeout=within))

    def until(self, kind, within=3.0):
        frame = self.next(within)
        while frame["type"] != kind:
            frame = self.next(within)
        return frame

    def quiet(self, seconds=0.6):
        with pytest.raises(TimeoutError):
            self.next(seconds)

    def say(self, **message):
        self.socket.send(json.dumps(message))

    def closed(self):
        with pytest.raises(ConnectionClosed) as caught:
            while True:
                self.next()
        return caught.value.rcvd.code


@pytest.fixture
def join(live_site):
    @contextmanager
    def join(code, query="", *, cookies=None, origin=live_site):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
        address = f"{live_site.replace('http', 'ws', 1)}/ws/live/{code}/{query}"
        with connect(address, origin=origin, additional_headers=headers if cookies else None, proxy=None) as socket:
            yield Line(socket)

    return join


def cookie_of(participant: Participant) -> dict[str, str]:
    from django.http import HttpResponse

    response = HttpResponse()
    participants.remember(response, participant)
    return {participants.COOKIE: response.cookies[participants.COOKIE].value}


def cookie_of_person(person) -> dict[str, str]:
    client = Client()
    client.force_login(person)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def test_the_whole_state_then_what_changes(join):
    session = make.session(code="ALDER42")
    first = make.question(session=session, text="Why?", supports=2)
    number = LiveSession.objects.get(pk=session.pk).last_number
    with join("alder42") as line:
        frame = line.next()
        assert (frame["type"], frame["number"], frame["session"]["state"]) == ("state", number, "open")
        assert [(one["id"], one["text"], one["supports"]) for one in frame["questions"]] == [(first.pk, "Why?", 2)]
        done = services.support(by=make.participant(), question=first)
        frame = line.next()
        assert (frame["type"], frame["since"], frame["number"]) == ("changes", number, done.number)
        assert ([one["supports"] for one in frame["questions"]], frame["gone"]) == ([3], [])


def test_the_hundredth_vote_comes_in_a_handful_of_frames(join):
    session = make.session()
    question = make.question(session=session)
    with join(session.code) as line:
        line.next()
        for _ in range(100):
            services.support(by=make.participant(), question=question)
        frames = [line.next()]
        while frames[-1]["questions"][0]["supports"] < 100:
            frames.append(line.next())
        assert len(frames) < 50
        assert [frame["since"] for frame in frames[1:]] == [frame["number"] for frame in frames[:-1]]


def test_after_a_gap_what_was_missed_in_one_frame(join):
    session = make.session()
    question = make.question(session=session)
    with join(session.code) as line:
        had = line.next()["number"]
    gone = make.question(session=session)
    services.decline(by=make.host(), question=gone)
    services.support(by=make.participant(), question=question)
    with join(session.code, f"?since={had}") as line:
        frame = line.next()
        assert (frame["type"], frame["since"]) == ("changes", had)
        assert ([one["id"] for one in frame["questions"]], frame["gone"]) == ([question.pk], [gone.pk])
        line.say(type="missed", number=had)
        assert line.next() == frame


def test_a_number_from_another_life_gives_the_whole(join):
    session = make.session()
    with join(session.code, "?since=999999") as line:
        assert line.next()["type"] == "state"


def test_a_waiting_question_is_its_askers_and_the_hosts_alone(join):
    session, ana = make.session(), make.participant()
    with (
        join(session.code) as anyone,
        join(session.code, cookies=cookie_of(ana)) as mine,
        join(session.code, "?as=host", cookies=cookie_of_person(make.host())) as host,
    ):
        for line in (anyone, mine, host):
            assert line.next()["type"] == "state"
        assert mine.next() == {"type": "yours", "questions": [], "supported": []}
        done = services.ask(by=ana, session=session, text="Secret for now?")
        assert [one["text"] for one in host.next()["questions"]] == ["Secret for now?"]
        assert [(one["id"], one["state"]) for one in mine.next()["questions"]] == [(done.question, "waiting")]
        anyone.quiet()
        services.decline(by=make.host(), question=Question.objects.get(pk=done.question), reason="Asked already")
        assert mine.next()["questions"][0]["reason"] == "Asked already"
        anyone.quiet()
        anyone.say(type="missed", number=0)
        assert anyone.next()["questions"] == anyone_gone(session) == []


def anyone_gone(session):
    from participation.live_qa import selectors

    return selectors.frame(for_hosts=False, code=session.code, since=0).body["gone"]


def test_nothing_that_is_sent_tells_who_asked(join):
    session, person = make.session(moderated=False), make.person(name="verysecretname")
    ana = make.participant("verysecretdevice", person=person)
    services.ask(by=ana, session=session, text="Who?")
    services.ask(by=ana, session=session, text="Why?")
    hidden = [
        "verysecretname",
        "verysecretdevice",
        person.email,
        ana.key_in(session.pk),
        *(participant for participant in Question.objects.values_list("participant", flat=True)),
    ]
    with join(session.code) as anyone, join(session.code, "?as=host", cookies=cookie_of_person(make.host())) as host:
        for line in (anyone, host):
            text = json.dumps(line.next())
            assert "Who?" in text
            assert [word for word in hidden if word in text] == []


def test_the_hosts_seat_is_for_hosts(join):
    session = make.session()
    for cookies in ({}, cookie_of_person(make.person())):
        with join(session.code, "?as=host", cookies=cookies) as line:
            assert line.next() == {"type": "error", "code": "not_allowed"}
            assert line.closed() == 4403


@pytest.mark.parametrize("code", ["NOSUCH22", "DRAFT22"])
def test_no_session_and_a_hidden_one_look_the_same(join, code):
    make.session(code="DRAFT22", state=SessionState.DRAFT)
    with join(code) as line:
        assert line.next() == {"type": "error", "code": "not_found"}
        assert line.closed() == 4404


def test_a_session_hidden_again_empties_the_room(join):
    session = make.session(state=SessionState.SCHEDULED)
    with join(session.code) as line:
        line.next()
        LiveSession.objects.filter(pk=session.pk).update(state=SessionState.DRAFT)
        services.note_edited(session=session)
        assert line.closed() == 4404


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_another_sites_pages_are_refused(join, origin):
    session = make.session()
    with pytest.raises(InvalidStatus) as caught, join(session.code, origin=origin):
        pass
    assert caught.value.response.status_code == 403


def test_another_port_or_scheme_is_another_site(join, live_site):
    session = make.session()
    for origin in (
        live_site.replace("http", "https", 1),
        live_site.rpartition(":")[0],
        live_site.rpartition(":")[0] + ":1",
    ):
        with pytest.raises(InvalidStatus) as caught, join(session.code, origin=origin):
            pass
        assert caught.value.response.status_code == 403


def test_an_unknown_address_is_closed_without_a_traceback(live_site, caplog):
    for path in ("/ws/", "/ws/live/", "/ws/live/A/", "/ws/live/ALDER42/more/", "/nothing/"):
        with (
            pytest.raises(InvalidStatus) as caught,
            connect(live_site.replace("http", "ws", 1) + path, origin=live_site, proxy=None),
        ):
            pass
        assert caught.value.response.status_code == 403
    assert "Traceback" not in caplog.text


def test_bad_messages_are_told_and_too_large_ones_end_the_line(join):
    session = make.session()
    with join(session.code) as line:
        line.next()
        for text, code in [('{"type":"seen","number":NaN}', "not_json"), ("[]", "not_json"), ("{}", "unknown_type")]:
            line.socket.send(text)
            assert line.next() == {"type": "error", "code": code}
        line.socket.send(b"\x00")
        assert line.next() == {"type": "error", "code": "not_text"}
        line.socket.send("x" * (LIMITS.message_bytes + 1))
        assert line.closed() == 4413


def test_a_frame_of_many_megabytes_is_never_taken_in(join):
    session = make.session()
    with join(session.code) as line:
        line.next()
        with pytest.raises(ConnectionClosed):
            line.socket.send("x" * (5 * 1024 * 1024))
            while True:
                line.next()


def test_a_flood_of_messages_ends_the_line_and_nobody_elses(join):
    session = make.session()
    question = make.question(session=session)
    with join(session.code) as flooding, join(session.code) as other:
        flooding.next()
        other.next()
        for _ in range(LIMITS.messages + 5):
            flooding.say(type="seen", number=0)
        assert flooding.closed() == 4429
        services.support(by=make.participant(), question=question)
        assert other.next()["questions"][0]["supports"] == 1


def test_who_never_says_what_they_saw_is_sent_no_more_and_then_the_newest(join, monkeypatch):
    session = make.session()
    question = make.question(session=session)
    monkeypatch.setattr("commons.realtime.routing.socket_application.limits", small())
    monkeypatch.setattr("commons.realtime.routing.socket_application.hubs.limits", small())
    with join(session.code) as slow, join(session.code) as quick:
        slow.next()
        quick.say(type="seen", number=quick.next()["number"])
        for supports in (1, 2, 3):
            services.support(by=make.participant(), question=question)
            frame = quick.next()
            quick.say(type="seen", number=frame["number"])
            assert frame["questions"][0]["supports"] == supports
        had = slow.next()
        assert had["questions"][0]["supports"] == 1
        slow.quiet()
        slow.say(type="seen", number=had["number"])
        frame = slow.next()
        assert (frame["since"], frame["questions"][0]["supports"]) == (had["number"], 3)


def test_who_stays_behind_is_closed(join, monkeypatch):
    session = make.session()
    make.question(session=session)
    for name in ("limits", "hubs.limits"):
        monkeypatch.setattr(f"commons.realtime.routing.socket_application.{name}", small(ahead_bytes=1))
    with join(session.code) as slow:
        assert slow.closed() == 4408


def small(**limits):
    from dataclasses import replace

    return replace(LIMITS, **{"merge": 0.05, "look_again": 0.3, "patience": 1.0, "ahead_bytes": 450, **limits})


def test_one_address_beyond_its_number_is_told_so_and_comes_back_when_there_is_room(join, monkeypatch):
    monkeypatch.setattr("commons.realtime.routing.socket_application.limits", small(sockets_from_address=2))
    session = make.session()
    with join(session.code) as first:
        assert first.next()["type"] == "state"
        with join(session.code) as second:
            assert second.next()["type"] == "state"
            with join(session.code) as third:
                assert third.next() == {"type": "error", "code": "address_full"}
                assert third.closed() == 4529
        started = time.monotonic()
        kind = "error"
        while kind == "error" and time.monotonic() - started < 3:
            with join(session.code) as again:
                kind = again.next()["type"]
        assert kind == "state"


def test_an_installation_says_how_many_one_address_may_have(settings):
    assert settings.SOCKETS_FROM_ADDRESS == LIMITS.sockets_from_address == 2000


def test_a_host_whose_right_is_taken_away_sees_no_more(join, monkeypatch):
    for name in ("limits", "hubs.limits"):
        monkeypatch.setattr(f"commons.realtime.routing.socket_application.{name}", small(recheck=0.2))
    session, host = make.session(), make.host()
    with join(session.code, "?as=host", cookies=cookie_of_person(host)) as line:
        line.next()
        host.groups.clear()
        assert line.closed() == 4403


def test_a_write_stands_and_is_seen_when_the_channel_layer_is_gone(join, monkeypatch):
    class Dead:
        async def group_send(self, *args):
            raise ConnectionError("no redis")

    session = make.session()
    with join(session.code) as line:
        line.next()
        monkeypatch.setattr("commons.realtime.services.get_channel_layer", Dead)
        question = make.question(session=session, state=QuestionState.SHOWN)
        started = time.monotonic()
        assert [one["id"] for one in line.next(LIMITS.look_again + 3)["questions"]] == [question.pk]
        assert time.monotonic() - started < LIMITS.look_again + 2
    cache.clear()
