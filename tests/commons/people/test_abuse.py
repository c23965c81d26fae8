import time

import pytest
from django.core.cache import cache

from commons.people import abuse
from commons.people.abuse import GuardedForm, Limiter, stamp, too_quick


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1_000_000.0

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(abuse, "time", clock)
    return clock


def test_a_limiter_counts_each_doer_apart_and_forgets(clock):
    limiter = Limiter("ask", 2, 60)
    assert [limiter.take("a") for _ in range(3)] == [True, True, False]
    assert limiter.take("b") is True
    assert Limiter("other", 2, 60).take("a") is True
    clock.now += 60
    assert limiter.take("a") is True


def test_a_limiter_keeps_no_address(clock, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda key, *args: kept.append(key))
    Limiter("ask", 1, 60).take("192.0.2.7")
    assert len(kept) == 1
    assert "192.0.2.7" not in kept[0]


def test_nobody_is_quicker_than_two_seconds(clock):
    shown = stamp()
    assert too_quick(shown)
    clock.now += 2
    assert not too_quick(shown)


@pytest.mark.parametrize("forge", ["".format, "x".format, "1700000000".format, "{}x".format])
def test_a_stamp_of_somebody_else_does_not_count(forge):
    assert too_quick(forge(stamp()))


def test_a_form_sent_too_soon_asks_again_with_a_new_stamp(clock):
    form = GuardedForm({"shown": stamp(), "trap": ""})
    assert not form.is_valid()
    assert form.non_field_errors() == ["That was very quick. Please send it once more."]
    clock.now += 3
    again = GuardedForm({"shown": form["shown"].value(), "trap": ""})
    assert again.is_valid()


def test_a_filled_trap_is_caught(clock):
    form = GuardedForm({"shown": stamp(), "trap": "https://spam.example"})
    assert form.caught
    assert form.is_valid()


def test_a_person_is_not_caught():
    shown = stamp()
    time.sleep(0)
    assert not GuardedForm({"shown": shown, "trap": ""}).caught
