import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from channels.layers import get_channel_layer

from commons.realtime.hubs import Hub, Hubs
from commons.realtime.rooms import TurnedAway

from .factories import QUICK, Ear, Hall, reader


async def until(is_so: Callable[[], object]) -> None:
    """However long the machine takes for it, within reason."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.01)


def said(ear: Ear) -> list[dict]:
    return [json.loads(frame) for frame in ear.frames]


async def test_reads_once_for_an_audience_however_many_sockets():
    hall = Hall()
    hall.lines = ["a", "b"]
    hub, ears = Hub(hall, "main", QUICK), [Ear() for _ in range(5)]
    for ear in ears:
        hub.join(reader(ear))
    await hub.flush()
    assert hall.reads == [("everyone", None)]
    assert [said(ear) for ear in ears] == [[{"type": "state", "number": 2, "lines": ["a", "b"]}]] * 5


async def test_what_changed_is_sent_with_the_number_it_builds_on():
    hall, ear = Hall(), Ear()
    hub = Hub(hall, "main", QUICK)
    hub.join(reader(ear))
    await hub.flush()
    hall.lines += ["a", "b"]
    await hub.flush()
    assert said(ear)[1:] == [{"type": "changes", "since": 0, "number": 2, "lines": ["a", "b"]}]


async def test_what_is_too_much_for_one_frame_comes_in_the_next_without_an_announcement(hubs):
    class InTwos(Hall):
        def snapshot(self, key, audience, since):
            whole = super().snapshot(key, audience, since)
            number = min(since + 2, whole.number)
            return replace(whole, number=number, body={"lines": self.lines[since:number]}, more=number < whole.number)

    hall, ear = InTwos(), Ear()
    hall.lines = list("abcde")
    hubs.limits = replace(QUICK, look_again=60)
    hubs.join(hall, reader(ear, since=0))
    await until(lambda: len(ear.frames) == 3)
    assert [frame["lines"] for frame in said(ear)] == [["a", "b"], ["c", "d"], ["e"]]


async def test_nothing_new_is_not_sent():
    hall, ear = Hall(), Ear()
    hub = Hub(hall, "main", QUICK)
    hub.join(reader(ear))
    await hub.flush()
    await hub.flush()
    assert len(ear.frames) == 1


async def test_what_an_audience_may_not_see_is_not_even_an_empty_frame_and_leaves_no_gap():
    hall, ear, host = Hall(), Ear(), Ear()
    hall.hidden_from_everyone = {0}
    hub = Hub(hall, "main", QUICK)
    hub.join(reader(ear))
    hub.join(reader(host, audience="hosts"))
    await hub.flush()
    hall.lines.append("secret")
    await hub.flush()
    hall.lines.append("open")
    await hub.flush()
    assert said(ear)[1:] == [{"type": "changes", "since": 0, "number": 2, "lines": ["open"]}]
    assert [frame["lines"] for frame in said(host)[1:]] == [["secret"], ["open"]]
    assert hall.reads[-2:] == [("everyone", 1), ("hosts", 1)] or hall.reads[-2:] == [("hosts", 1), ("everyone", 1)]


async def test_who_joins_with_a_number_gets_what_was_missed_or_a_word_that_there_is_nothing():
    hall = Hall()
    hall.lines = ["a", "b"]
    hub, behind, current, ahead = Hub(hall, "main", QUICK), Ear(), Ear(), Ear()
    hub.join(reader(behind, since=1))
    hub.join(reader(current, since=2))
    await hub.flush()
    assert said(behind) == [{"type": "changes", "since": 1, "number": 2, "lines": ["b"]}]
    assert said(current) == [{"type": "changes", "since": 2, "number": 2, "lines": []}]
    hub.join(reader(ahead, since=99))
    await hub.flush()
    assert said(ahead) == [{"type": "state", "number": 2, "lines": ["a", "b"]}]


async def test_many_different_gaps_cost_a_bounded_number_of_reads():
    hall = Hall()
    hall.lines = [str(n) for n in range(9)]
    hub, ears = Hub(hall, "main", QUICK), {n: Ear() for n in range(8)}
    for since, ear in ears.items():
        hub.join(reader(ear, since=since))
    await hub.flush()
    assert len(hall.reads) == QUICK.catch_ups + 1
    assert all(said(ear)[-1]["number"] == 9 for ear in ears.values())


async def test_a_slow_reader_costs_nobody_and_gets_the_newest_in_one_frame():
    hall, slow, quick = Hall(), Ear(), Ear()
    hub = Hub(hall, "main", QUICK)
    hub.join(reader(slow))
    hub.join(reader(quick))
    await hub.flush()
    slow.open.clear()
    for line in "abcd":
        hall.lines.append(line)
        await hub.flush()
    assert [frame["lines"] for frame in said(quick)[1:]] == [["a"], ["b"], ["c"], ["d"]]
    slow.open.set()
    await asyncio.sleep(0.01)
    await hub.flush()
    assert [frame["lines"] for frame in said(slow)[1:]] == [["a"], ["b", "c", "d"]]


async def test_an_owners_part_goes_to_the_owner_alone_and_only_when_it_changed():
    hall, mine, other = Hall(), Ear(), Ear()
    hall.own_parts = {"me": {"questions": [1]}, "you": {"questions": []}}
    hub = Hub(hall, "main", QUICK)
    hub.join(reader(mine, owner="me"))
    hub.join(reader(other, owner="you"))
    await hub.flush()
    assert said(mine)[1:] == [{"type": "yours", "questions": [1]}]
    assert said(other)[1:] == [{"type": "yours", "questions": []}]
    hall.lines.append("a")
    hall.touches = {"me"}
    hall.own_parts["me"] = {"questions": [1, 2]}
    await hub.flush()
    hall.touches = set()
    await hub.flush()
    assert [frame["type"] for frame in said(mine)] == ["state", "yours", "changes", "yours"]
    assert [frame["type"] for frame in said(other)] == ["state", "yours", "changes"]


@pytest.fixture
async def hubs():
    hubs = Hubs(QUICK)
    yield hubs
    for _hub, task in hubs._running.values():
        task.cancel()
    await asyncio.sleep(0.05)


async def test_a_burst_of_announcements_is_one_frame(hubs):
    hall, ear = Hall(), Ear()
    hubs.join(hall, reader(ear))
    await until(lambda: ear.frames)
    began, before = time.monotonic(), len(ear.frames)
    for n in range(50):
        hall.lines.append(str(n))
        await get_channel_layer().group_send("hall.main", {"type": "room.event"})
    await until(lambda: said(ear)[-1]["number"] == 50)
    # One at once, one for each time it merges, and one for the last: not one for each announcement.
    assert len(ear.frames) - before <= 2 + (time.monotonic() - began) / QUICK.merge


async def test_a_change_nobody_heard_of_is_found_by_its_number(hubs):
    hall, ear = Hall(), Ear()
    hubs.join(hall, reader(ear))
    await until(lambda: ear.frames)
    hall.lines.append("unannounced")
    await until(lambda: len(ear.frames) > 1)
    assert said(ear)[-1]["lines"] == ["unannounced"]


async def test_a_room_that_cannot_be_read_is_read_again(hubs, caplog):
    hall, ear = Hall(), Ear()
    hall.broken = True
    hubs.join(hall, reader(ear))
    await until(lambda: hall.reads)
    assert ear.frames == []
    hall.broken = False
    await until(lambda: ear.frames)
    assert said(ear)[0]["type"] == "state"
    assert "room could not be read" in caplog.text


async def test_a_dead_channel_layer_leaves_the_room_slower_but_alive(hubs, monkeypatch, caplog):
    class Dead:
        async def new_channel(self):
            raise ConnectionError("no redis")

    monkeypatch.setattr("commons.realtime.hubs.get_channel_layer", Dead)
    hall, ear = Hall(), Ear()
    hubs.join(hall, reader(ear))
    await until(lambda: ear.frames)
    hall.lines.append("a")
    await until(lambda: len(ear.frames) > 1)
    assert said(ear)[-1]["lines"] == ["a"]
    assert "channel layer unreachable" in caplog.text


async def test_a_hopeless_reader_is_given_up_with_a_code(hubs):
    hall, ear = Hall(), Ear()
    one = reader(ear)
    ear.open.clear()
    hub = hubs.join(hall, one)
    assert await asyncio.wait_for(one.ended, 2) == 4408
    assert one not in hub.readers


async def test_the_last_reader_ends_the_hub_and_the_next_begins_another(hubs):
    hall, heard = Hall(), Ear()
    one = reader(heard)
    hub = hubs.join(hall, one)
    await until(lambda: heard.frames)
    hubs.leave(hub, one)
    await until(lambda: hubs._running == {} and "hall.main" not in get_channel_layer().groups)
    ear = Ear()
    assert hubs.join(hall, reader(ear)) is not hub
    await until(lambda: ear.frames)
    assert said(ear)[0]["type"] == "state"


async def test_a_full_room_turns_away():
    from dataclasses import replace

    hubs = Hubs(replace(QUICK, sockets_in_room=1))
    hall = Hall()
    hub = hubs.join(hall, first := reader(Ear()))
    with pytest.raises(TurnedAway, match="full"):
        hubs.join(hall, reader(Ear()))
    hubs.leave(hub, first)
    await asyncio.sleep(0.01)
