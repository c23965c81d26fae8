import asyncio
import json
from dataclasses import replace

import pytest
from channels.testing import WebsocketCommunicator

from commons.realtime import rooms, services
from commons.realtime.consumers import Sockets

from .factories import QUICK, Hall

pytestmark = pytest.mark.django_db

HERE = [(b"host", b"testserver"), (b"origin", b"http://testserver")]


@pytest.fixture
def hall(monkeypatch):
    hall = Hall()
    monkeypatch.setattr(rooms, "_rooms", {"hall": hall})
    monkeypatch.setattr(services._serving, "loop", None)
    return hall


@pytest.fixture
async def socket(hall):
    opened, application = [], Sockets(replace(QUICK, sockets_from_address=2))

    def make(path="/ws/hall/main/", headers=HERE, address=None):
        line = WebsocketCommunicator(application, path, headers)
        if address:
            line.scope["client"] = [address, 40_000]
        opened.append(line)
        return line

    yield make
    for line in opened:
        await line.disconnect()
    await asyncio.sleep(0.02)


async def said(line) -> dict:
    return json.loads(await line.receive_from())


async def closed_with(line) -> int:
    while True:
        message = await line.receive_output()
        if message["type"] == "websocket.close":
            return message["code"]


async def test_state_first_then_what_changes(socket, hall):
    line = socket()
    assert (await line.connect())[0]
    assert await said(line) == {"type": "state", "number": 0, "lines": []}
    hall.lines.append("a")
    await line.send_json_to({"type": "missed", "number": 0})
    assert await said(line) == {"type": "changes", "since": 0, "number": 1, "lines": ["a"]}


@pytest.mark.parametrize(
    "headers",
    [
        [(b"host", b"testserver")],
        [(b"host", b"testserver"), (b"origin", b"https://testserver")],
        [(b"host", b"testserver"), (b"origin", b"http://testserver:81")],
        [(b"host", b"testserver"), (b"origin", b"http://evil.example")],
        [(b"host", b"evil.example"), (b"origin", b"http://evil.example")],
        [(b"host", b"testserver"), (b"origin", b"null")],
        [(b"host", b"testserver"), (b"origin", b"http://testserver/")],
        [(b"host", b"testserver"), (b"origin", b"http://t\xe9stserver")],
        [*HERE, (b"origin", b"http://testserver")],
    ],
    ids=["missing", "scheme", "port", "other", "host not ours", "null", "path", "not ascii", "twice"],
)
async def test_a_foreign_or_missing_origin_is_refused_before_it_is_accepted(socket, headers):
    assert await socket(headers=headers).connect() == (False, 4403)


@pytest.mark.parametrize("path", ["/", "/ws/", "/ws/hall/", "/ws/hall/main", "/ws/hall/main/x/", "/ws/hall/%00/"])
async def test_an_unknown_address_is_closed_without_a_word_in_the_log(socket, path, caplog):
    assert await socket(path).connect() == (False, 4403)
    assert caplog.text == ""


async def test_a_room_that_is_not_there_says_so_and_closes(socket):
    line = socket("/ws/hall/missing/")
    await line.connect()
    assert await said(line) == {"type": "error", "code": "not_found"}
    assert await closed_with(line) == 4404


async def test_one_address_has_so_many_sockets_and_others_theirs(socket, hall):
    lines = [socket(address="192.0.2.7"), socket("/ws/hall/other/", address="192.0.2.7")]
    for line in lines:
        await line.connect()
        assert (await said(line))["type"] == "state"
    reads = len(hall.reads)
    third = socket(address="192.0.2.7")
    await third.connect()
    assert await said(third) == {"type": "error", "code": "address_full"}
    assert await closed_with(third) == 4529
    assert len(hall.reads) == reads
    other = socket(address="192.0.2.8")
    await other.connect()
    assert (await said(other))["type"] == "state"
    await lines[0].disconnect()
    again = socket(address="192.0.2.7")
    await again.connect()
    assert (await said(again))["type"] == "state"


async def test_a_whole_network_of_ipv6_counts_as_one_address(socket, hall):
    lines = [socket(address=f"2001:db8:1:2::{last}") for last in (1, 2, 3)]
    kinds = []
    for line in lines:
        await line.connect()
        kinds.append((await said(line))["type"])
    assert kinds == ["state", "state", "error"]


async def test_who_was_turned_away_is_not_counted(socket, hall):
    for _ in range(3):
        line = socket("/ws/hall/missing/", address="192.0.2.7")
        await line.connect()
        assert await said(line) == {"type": "error", "code": "not_found"}
        assert await closed_with(line) == 4404


async def test_where_addresses_cannot_be_told_nobody_is_turned_away_for_one(socket, hall):
    for _ in range(3):
        line = socket()
        await line.connect()
        assert (await said(line))["type"] == "state"


@pytest.mark.parametrize(
    "text, code",
    [
        ("{", "not_json"),
        ('{"type":"seen","number":NaN}', "not_json"),
        ('{"type":"seen","number":1e999}', "not_json"),
        ('["seen"]', "not_json"),
        ('{"type":"shout"}', "unknown_type"),
        ('{"type":["seen"],"number":1}', "unknown_type"),
        ("{}", "unknown_type"),
        ('{"type":"seen"}', "bad_number"),
        ('{"type":"seen","number":true}', "bad_number"),
        ('{"type":"seen","number":-1}', "bad_number"),
        ('{"type":"seen","number":1.5}', "bad_number"),
        ('{"type":"missed","number":9007199254740992}', "bad_number"),
    ],
)
async def test_a_bad_message_is_told_and_the_line_stays(socket, text, code):
    line = socket()
    await line.connect()
    await said(line)
    await line.send_to(text_data=text)
    assert await said(line) == {"type": "error", "code": code}
    await line.send_json_to({"type": "missed", "number": 0})
    assert (await said(line))["type"] == "changes"


async def test_bytes_are_not_text(socket):
    line = socket()
    await line.connect()
    await said(line)
    await line.send_to(bytes_data=b"{}")
    assert await said(line) == {"type": "error", "code": "not_text"}


async def test_a_message_too_large_ends_the_line(socket):
    line = socket()
    await line.connect()
    await line.send_to(text_data='{"type":"' + "x" * QUICK.message_bytes + '"}')
    assert await closed_with(line) == 4413


async def test_too_many_messages_end_the_line(socket):
    line = socket()
    await line.connect()
    for _ in range(QUICK.messages + 1):
        await line.send_json_to({"type": "seen", "number": 0})
    assert await closed_with(line) == 4429


async def test_a_right_taken_away_ends_the_line(socket, hall):
    line = socket("/ws/hall/main/?as=host")
    await line.connect()
    await said(line)
    hall.banned.add("host")
    assert await asyncio.wait_for(closed_with(line), 2) == 4403


@pytest.mark.parametrize("since", ["", "x", "-1", "1.5", "9" * 30, "١"])
async def test_a_number_we_cannot_read_gives_the_whole_state(socket, hall, since):
    from urllib.parse import quote

    hall.lines = ["a"]
    line = socket(f"/ws/hall/main/?since={quote(since)}")
    await line.connect()
    assert await said(line) == {"type": "state", "number": 1, "lines": ["a"]}
