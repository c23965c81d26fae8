"""What is the same for every reader is read once for all who ask at the same time, and never for longer."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from commons.pages import kept as module
from commons.pages.kept import MOST, kept


class Clock:
    now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch, settings):
    settings.KEEP_SECONDS = 0.5
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def read():
    calls = []

    @kept(lambda name, language="en": (name, language))
    def read(name, language="en"):
        calls.append(name)
        return f"{name} in {language}, reading {len(calls)}"

    return read


def test_who_asks_within_half_a_second_is_given_the_same(clock, read):
    first = read("frame")
    clock.now += 0.49
    assert read("frame") is first


def test_nothing_is_older_than_half_a_second(clock, read):
    read("frame")
    clock.now += 0.5
    assert read("frame") == "frame in en, reading 2"


def test_a_slow_read_counts_from_its_beginning(clock):
    @kept(lambda: None)
    def slow():
        clock.now += 0.4
        return clock.now

    first = slow()
    clock.now += 0.2
    assert slow() != first


def test_what_differs_in_the_key_is_kept_apart(clock, read):
    assert read("frame", "en") != read("frame", "fr")


def test_what_fails_is_asked_again(clock):
    answers = iter([None, "there"])

    @kept(lambda: None)
    def failing():
        answer = next(answers)
        if answer is None:
            raise LookupError
        return answer

    with pytest.raises(LookupError):
        failing()
    assert failing() == "there"


def test_strangers_cannot_fill_the_memory(clock, read):
    first = read("address 0")
    for number in range(1, MOST + 1):
        read(f"address {number}")
    assert read(f"address {MOST}").endswith(f"reading {MOST + 1}")
    assert read("address 0") != first


def test_who_asks_while_it_is_read_waits_for_that_answer(settings):
    settings.KEEP_SECONDS = 5.0
    begun, calls = threading.Event(), []

    @kept(lambda: None)
    def slow():
        calls.append(1)
        begun.set()
        time.sleep(0.1)
        return object()

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(slow)
        begun.wait()
        others = [pool.submit(slow) for _ in range(3)]
        assert {other.result() for other in others} == {first.result()}
    assert len(calls) == 1


def test_nobody_waits_for_long(settings):
    settings.KEEP_SECONDS = 0.05
    begun, over = threading.Event(), threading.Event()

    @kept(lambda: None)
    def stuck():
        if not begun.is_set():
            begun.set()
            over.wait(5)
        return "read"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(stuck)
        begun.wait()
        assert stuck() == "read"
        assert not first.done()
        over.set()


def test_tests_and_who_wants_it_keep_nothing(clock, read, settings):
    settings.KEEP_SECONDS = 0.0
    assert read("frame") != read("frame")
