"""The live room of a thread through the real site and a real socket."""

import json
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from participation.deliberation import services
from participation.deliberation.consumers import ThreadRoom
from tests.participation import factories as make

PATIENCE = 5


@pytest.fixture
def line(live_site):
    """Open a reader's socket to a thread; gives how to hear the next frame."""
    with ExitStack() as opened:

        def join(thread, since=0):
            address = f"{live_site.replace('http', 'ws', 1)}/ws/threads/{thread}/?since={since}"
            socket = opened.enter_context(connect(address, origin=live_site, proxy=None))
            return lambda: json.loads(socket.recv(timeout=PATIENCE))

        yield join


def test_readers_are_told_which_posts_came_and_never_what_they_say(line):
    idea = make.idea()
    old = make.post(on=idea, text="Already there")
    reader = line(idea.thread_id, since=old.number)
    first = reader()
    assert (first["number"], first["added"]) == (old.number, [])
    new = make.post(on=idea, text="Came while reading")
    frame = reader()
    assert frame == {"type": "changes", "since": old.number, "number": 2, "added": [new.pk], "posts": 2}


def test_a_reader_who_was_away_is_told_what_was_missed(line):
    idea = make.idea()
    seen = make.post(on=idea)
    missed = [make.post(on=idea) for _ in range(3)]
    services.hide(by=make.moderator(), post=missed[1])
    frame = line(idea.thread_id, since=seen.number)()
    assert frame["added"] == [missed[0].pk, missed[2].pk]
    assert line(idea.thread_id, since=10**9)()["type"] == "state"


@pytest.mark.parametrize("key", ["1234567", "0", "999999999999999999"])
def test_a_thread_one_may_not_read_closes_its_door(line, key):
    reader = line(key)
    assert reader() == {"type": "error", "code": "not_found"}
    with pytest.raises(ConnectionClosed) as caught:
        reader()
    assert caught.value.rcvd.code == 4404


def test_the_thread_of_an_unpublished_stage_closes_its_door(line):
    stage = make.stage()
    idea = make.idea(on=stage)
    stage.unpublish()
    assert line(idea.thread_id)() == {"type": "error", "code": "not_found"}


@pytest.mark.django_db
def test_state_and_events_make_fresh_state():
    """A reader who adds up what it was told ends where one who asks anew begins."""
    idea, room = make.idea(), ThreadRoom()
    key, told = str(idea.thread_id), []
    number = room.snapshot(key, "everyone", None).number
    for _ in range(3):
        make.post(on=idea)
        snapshot = room.snapshot(key, "everyone", number)
        told += snapshot.body["added"]
        number = snapshot.number
    whole = room.snapshot(key, "everyone", 0)
    assert (told, number) == (whole.body["added"], whole.number)
    assert len(told) == room.snapshot(key, "everyone", None).body["posts"]
