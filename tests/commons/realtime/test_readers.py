import asyncio
import time

from commons.realtime.readers import Frame, begin

from .factories import QUICK, Ear, reader


async def test_a_coroutine_that_need_not_wait_is_done_at_once():
    done = []

    async def quick():
        done.append(1)

    assert begin(quick()) is None
    assert done == [1]


async def test_a_coroutine_that_waits_goes_on_later_from_where_it_was():
    gate, done = asyncio.Event(), []

    async def slow():
        done.append("begun")
        await gate.wait()
        await asyncio.sleep(0)
        done.append("ended")

    rest = begin(slow())
    assert done == ["begun"]
    gate.set()
    await rest
    assert done == ["begun", "ended"]


async def test_a_frame_is_written_at_once_when_the_line_is_free():
    ear = Ear()
    one = reader(ear)
    one.write(Frame('{"a":1}', 1))
    assert (ear.frames, one.sent, one.ready) == (['{"a":1}'], 1, True)


async def test_a_stalled_reader_is_not_ready_until_the_server_took_the_frame():
    ear, woken = Ear(), []
    one = reader(ear)
    one.on_ready = lambda: woken.append(1)
    ear.open.clear()
    one.write(Frame("x", 1))
    assert not one.ready
    ear.open.set()
    await asyncio.sleep(0.01)
    assert (one.ready, woken, ear.frames) == (True, [1], ["x"])


async def test_a_reader_is_sent_only_so_much_beyond_what_it_has_seen():
    ear, woken = Ear(), []
    one = reader(ear)
    one.on_ready = lambda: woken.append(1)
    number = 0
    while one.ready:
        number += 1
        one.write(Frame("x" * 900, number))
    assert number == 3
    one.seen(1)
    assert (one.ready, woken) == (True, [1])


async def test_a_reader_behind_for_too_long_is_hopeless_and_one_that_caught_up_is_not():
    one = reader(Ear())
    one.write(Frame("x" * 2000, 1))
    late = time.monotonic() + QUICK.patience + 1
    assert one.hopeless(late)
    one.seen(1)
    assert not one.hopeless(late)


async def test_a_send_that_fails_ends_the_reader():
    async def send(message):
        raise OSError("gone")

    one = reader(Ear())
    one._send = send
    one.write(Frame("x", 1))
    assert one.ended.result() is None
    assert not one.ready


async def test_a_send_that_fails_after_waiting_ends_the_reader():
    async def send(message):
        await asyncio.sleep(0)
        raise OSError("gone")

    one = reader(Ear())
    one._send = send
    one.write(Frame("x", 1))
    await asyncio.sleep(0.01)
    assert one.ended.result() is None
