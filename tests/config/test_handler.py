"""A request is answered in one thread from its first middleware to its view."""

import asyncio
import threading

import pytest
from asgiref.testing import ApplicationCommunicator
from django.http import HttpResponse
from django.urls import path

from config.handler import ThreadHandler

seen: list[tuple[str, int]] = []
gate, counting = threading.Event(), threading.Lock()
here: list[int] = []
most: list[int] = []


def plain(request):
    seen.append(("view", threading.get_ident()))
    return HttpResponse("plain")


async def waiting(request):
    return HttpResponse("waited")


def slow(request):
    """Answer when the test says so; note how many are at it."""
    with counting:
        here.append(1)
        most.append(len(here))
    gate.wait(5)
    with counting:
        here.pop()
    return HttpResponse("slow")


def broken(request):
    raise ValueError("on purpose")


urlpatterns = [path("plain", plain), path("waiting", waiting), path("broken", broken), path("slow", slow)]


def noting(get_response):
    def middleware(request):
        seen.append(("middleware", threading.get_ident()))
        return get_response(request)

    return middleware


@pytest.fixture(autouse=True)
def _alone(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [f"{__name__}.noting"]
    seen.clear()
    most.clear()
    gate.clear()


async def answer(address, handler=None):
    scope = {
        "type": "http",
        "method": "GET",
        "path": address,
        "headers": [],
        "query_string": b"",
        "http_version": "1.1",
    }
    asked = ApplicationCommunicator(handler or ThreadHandler(), scope)
    await asked.send_input({"type": "http.request"})
    start, body = await asked.receive_output(5), await asked.receive_output(5)
    await asked.wait()
    return start["status"], body["body"]


async def test_middleware_and_view_share_a_thread():
    assert await answer("/plain") == (200, b"plain")
    (first, one), (second, other) = seen
    assert (first, second) == ("middleware", "view")
    assert one == other != threading.get_ident()


async def test_a_coroutine_still_answers():
    assert await answer("/waiting") == (200, b"waited")


async def test_connections_are_given_back_with_the_answer(monkeypatch):
    given_back = []
    monkeypatch.setattr("config.handler.close_old_connections", lambda: given_back.append(threading.get_ident()))
    await answer("/plain")
    assert given_back == [thread for where, thread in seen if where == "view"]


async def test_what_breaks_is_answered(settings, caplog):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    assert (await answer("/broken"))[0] == 500


async def test_one_request_is_answered_after_the_other(monkeypatch):
    monkeypatch.setattr("config.handler.PATIENCE", 5)
    handler = ThreadHandler()
    all_of_them = asyncio.gather(*(answer("/slow", handler) for _number in range(4)))
    await asyncio.sleep(0.05)
    gate.set()
    assert await all_of_them == [(200, b"slow")] * 4
    assert most == [1, 1, 1, 1]


async def test_one_that_takes_long_lets_the_next_begin(monkeypatch):
    monkeypatch.setattr("config.handler.PATIENCE", 0.01)
    handler = ThreadHandler()
    waiting = asyncio.create_task(answer("/slow", handler))
    assert await answer("/plain", handler) == (200, b"plain")
    assert not waiting.done()
    gate.set()
    assert (await waiting)[0] == 200
    # Its turn is given back once, not twice.
    assert handler._turn._value == 1


async def test_one_that_breaks_gives_its_turn_back(settings):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    handler = ThreadHandler()
    assert (await answer("/broken", handler))[0] == 500
    assert (await answer("/plain", handler))[0] == 200
