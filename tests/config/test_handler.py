"""A request is answered in one thread from its first middleware to its view."""

import threading

import pytest
from asgiref.testing import ApplicationCommunicator
from django.http import HttpResponse
from django.urls import path

from config.handler import ThreadHandler

seen: list[tuple[str, int]] = []


def plain(request):
    seen.append(("view", threading.get_ident()))
    return HttpResponse("plain")


async def waiting(request):
    return HttpResponse("waited")


def broken(request):
    raise ValueError("on purpose")


urlpatterns = [path("plain", plain), path("waiting", waiting), path("broken", broken)]


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


async def answer(address):
    scope = {
        "type": "http",
        "method": "GET",
        "path": address,
        "headers": [],
        "query_string": b"",
        "http_version": "1.1",
    }
    asked = ApplicationCommunicator(ThreadHandler(), scope)
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
