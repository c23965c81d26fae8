"""The live room of a thread through the real site and a real socket."""

import json
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from participation.deliberation import selectors, services
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


def test_readers_are_told_which_posts_came_or_changed_and_never_what_they_say(line):
    idea = make.idea()
    old = make.post(on=idea, text="Already there")
    reader = line(idea.thread_id, since=old.number)
    first = reader()
    assert (first["number"], first["changed"]) == (old.number, [])
    new = make.post(on=idea, text="Came while reading")
    frame = reader()
    named = {"id": new.pk, "number": 2, "changed": 2, "state": "shown"}
    assert frame == {"type": "changes", "since": old.number, "number": 2, "changed": [named], "posts": 2}
    services.edit(by=new.author, post=new, text="Came while reading, put right")
    assert reader()["changed"] == [{**named, "changed": 3}]
    services.hide(by=make.moderator(), post=old)
    assert reader()["changed"] == [{"id": old.pk, "number": 1, "changed": 4, "state": "hidden"}]
    services.withdraw(by=new.author, post=new)
    frame = reader()
    assert (frame["changed"], frame["posts"]) == ([{**named, "changed": 5, "state": "withdrawn"}], 0)
    services.restore(by=make.moderator(), post=old)
    frame = reader()
    assert (frame["changed"][0]["state"], frame["number"], frame["posts"]) == ("shown", 6, 1)


def test_a_reader_who_was_away_is_told_what_was_missed(line):
    idea = make.idea()
    seen = make.post(on=idea)
    missed = [make.post(on=idea) for _ in range(3)]
    services.hide(by=make.moderator(), post=missed[1])
    frame = line(idea.thread_id, since=seen.number)()
    assert [(one["id"], one["state"]) for one in frame["changed"]] == [
        (missed[0].pk, "shown"),
        (missed[2].pk, "shown"),
        (missed[1].pk, "hidden"),
    ]
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
    idea, room, mod = make.idea(), ThreadRoom(), make.moderator()
    key, told = str(idea.thread_id), {}
    number = room.snapshot(key, "everyone", None).number
    made = []
    deeds = [
        lambda: made.append(make.post(on=idea)),
        lambda: made.append(make.post(on=idea)),
        lambda: services.edit(by=made[0].author, post=made[0], text="Better"),
        lambda: services.hide(by=mod, post=made[0]),
        lambda: services.withdraw(by=made[1].author, post=made[1]),
        lambda: services.restore(by=mod, post=made[0]),
    ]
    for deed in deeds:
        deed()
        snapshot = room.snapshot(key, "everyone", number)
        assert snapshot.number == number + 1
        told |= {one["id"]: one for one in snapshot.body["changed"]}
        number = snapshot.number
    whole = room.snapshot(key, "everyone", 0)
    assert (told, number) == ({one["id"]: one for one in whole.body["changed"]}, whole.number)
    shown = [one for one in told.values() if one["state"] == "shown"]
    assert len(shown) == room.snapshot(key, "everyone", None).body["posts"] == 1


@pytest.mark.django_db
def test_more_than_a_frame_holds_comes_in_the_next_and_nothing_is_skipped(monkeypatch):
    monkeypatch.setattr(selectors, "FRAME", 2)
    idea, room = make.idea(), ThreadRoom()
    posts = [make.post(on=idea) for _ in range(5)]
    number, told, frames = 0, [], []
    while not frames or frames[-1].more:
        frames.append(room.snapshot(str(idea.thread_id), "everyone", number))
        told += [one["id"] for one in frames[-1].body["changed"]]
        number = frames[-1].number
    assert told == [post.pk for post in posts]
    assert [frame.number for frame in frames] == [2, 4, 5]
