"""A person's own room through the real site and a real socket."""

import json
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.test import Client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from commons.notifications import services
from commons.notifications.consumers import InboxRoom
from commons.notifications.models import Notification
from tests.commons.notifications.factories import news
from tests.commons.people.factories import person

PATIENCE = 5


@pytest.fixture
def line(live_site):
    """Open somebody's socket to a room; gives how to hear the next frame."""
    with ExitStack() as opened:

        def join(whose, by=None):
            headers = {}
            if by:
                client = Client()
                client.force_login(by)
                name = settings.SESSION_COOKIE_NAME
                headers["Cookie"] = f"{name}={client.cookies[name].value}"
            address = f"{live_site.replace('http', 'ws', 1)}/ws/inbox/{whose}/"
            socket = opened.enter_context(connect(address, origin=live_site, additional_headers=headers, proxy=None))
            return lambda: json.loads(socket.recv(timeout=PATIENCE))

        yield join


def test_a_person_hears_how_many_are_unread_and_nothing_else(line):
    ana, noor = person(), person()
    news(ana)
    hear = line(ana.pk, by=ana)
    first = hear()
    assert (first["type"], first["unread"]) == ("state", 1)
    news(noor, name="secret")
    news(ana)
    frame = hear()
    assert (frame["unread"], set(frame)) == (2, {"type", "since", "number", "unread"})
    services.read_all(by=ana, up_to=Notification.objects.first().pk)
    assert hear()["unread"] == 0


@pytest.mark.parametrize("who", ["stranger", "another", "nobody"])
def test_nobody_joins_anothers_room(line, who):
    ana = person()
    by = person() if who == "another" else None
    hear = line(987654321 if who == "nobody" else ana.pk, by=by)
    assert hear() == {"type": "error", "code": "not_found"}
    with pytest.raises(ConnectionClosed):
        hear()


@pytest.mark.django_db
def test_state_and_events_make_fresh_state():
    ana, room = person(), InboxRoom()
    key = str(ana.pk)
    told = dict(room.snapshot(key, "everyone", None).body)
    number = 0
    for deed in (lambda: news(ana), lambda: news(ana), lambda: services.read_all(by=ana, up_to=10**9)):
        deed()
        frame = room.snapshot(key, "everyone", number)
        assert (frame.since, frame.number) == (number, number + 1)
        told |= frame.body
        number = frame.number
    fresh = room.snapshot(key, "everyone", None)
    assert (dict(fresh.body), fresh.number) == (told, number)
    assert room.snapshot(key, "everyone", number).brings_nothing
