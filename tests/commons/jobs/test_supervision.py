"""Threads that are started again, and what they tell about themselves."""

import threading

import pytest

from commons.jobs import heartbeat
from commons.jobs.rules import Lane
from commons.jobs.supervision import SupervisedThread


def test_a_thread_that_dies_is_started_again(caplog):
    calls, twice = [], threading.Event()

    def work(stop):
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("the database went away")
        twice.set()
        stop.wait()

    thread = SupervisedThread("worker", work, pause=0.01)
    thread.start()
    assert twice.wait(5)
    assert (thread.alive, thread.restarts) == (True, 1)
    assert "worker died and is started again" in caplog.text
    thread.ask_to_stop()
    assert thread.join(5)
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("beating", "silent"),
    [([], [Lane.QUICK, Lane.HEAVY]), ([Lane.QUICK], [Lane.HEAVY]), ([Lane.QUICK, Lane.HEAVY], [])],
)
def test_a_lane_without_a_sign_of_life_is_named(beating, silent):
    for lane in beating:
        heartbeat.beat(lane)
    assert heartbeat.silent_lanes() == silent
