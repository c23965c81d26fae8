import asyncio
from dataclasses import dataclass

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.db import transaction

from commons.realtime import services
from commons.realtime.events import Event
from commons.realtime.services import publish


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAdded(Event):
    hall: str
    line_id: int

    @property
    def room(self) -> str:
        return f"hall.{self.hall}"


@pytest.fixture
def sent(monkeypatch):
    sent = []

    class Layer:
        async def group_send(self, room, message):
            sent.append((room, message))

    monkeypatch.setattr(services, "get_channel_layer", Layer)
    monkeypatch.setattr(services._serving, "loop", None)
    return sent


def test_an_event_is_told_by_id():
    assert LineAdded(hall="main", line_id=3).as_message() == {
        "type": "room.event",
        "room": "hall.main",
        "event": "LineAdded",
        "ids": {"hall": "main", "line_id": 3},
    }


def test_an_event_without_a_room_cannot_be_announced():
    with pytest.raises(NotImplementedError):
        _ = Event().room


@pytest.mark.django_db
def test_announces_after_the_commit_and_not_before(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(LineAdded(hall="main", line_id=3))
        assert sent == []
    assert [room for room, _message in sent] == ["hall.main"]


@pytest.mark.django_db
def test_a_rollback_announces_nothing(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                publish(LineAdded(hall="main", line_id=3))
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
    assert sent == []


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [ConnectionError("no redis"), RuntimeError("broken")])
def test_a_dead_channel_layer_is_logged_and_nothing_else(
    monkeypatch, failure, caplog, django_capture_on_commit_callbacks
):
    class Dead:
        async def group_send(self, room, message):
            raise failure

    monkeypatch.setattr(services, "get_channel_layer", Dead)
    monkeypatch.setattr(services._serving, "loop", None)
    with django_capture_on_commit_callbacks(execute=True):
        publish(LineAdded(hall="main", line_id=3))
    assert "announcement lost" in caplog.text


async def test_another_thread_announces_through_the_loop_that_keeps_the_sockets(monkeypatch):
    services.announce_from(asyncio.get_running_loop())
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add("hall.main", channel)
    waiting = asyncio.create_task(layer.receive(channel))
    await asyncio.sleep(0)
    await sync_to_async(services._announce, thread_sensitive=False)(LineAdded(hall="main", line_id=3))
    assert (await asyncio.wait_for(waiting, 1))["ids"] == {"hall": "main", "line_id": 3}
    await layer.group_discard("hall.main", channel)
    monkeypatch.setattr(services._serving, "loop", None)


async def test_a_thread_whose_loop_cannot_wait_announces_from_another(sent):
    services._announce(LineAdded(hall="main", line_id=3))
    for _ in range(100):
        if sent:
            break
        await asyncio.sleep(0.01)
    assert [room for room, _message in sent] == ["hall.main"]
