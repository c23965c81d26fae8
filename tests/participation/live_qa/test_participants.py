from django.http import HttpResponse
from django.test import RequestFactory

from participation.live_qa import participants
from participation.live_qa.participants import COOKIE, Participant


def request_with(cookie=None):
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    return request


def test_the_device_is_known_again():
    made = participants.read_or_make(request_with())
    response = HttpResponse()
    participants.remember(request_with(), response, made)
    cookie = response.cookies[COOKIE]
    assert participants.read(request_with(cookie.value)) == made
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_cookie_we_did_not_make_is_nobodys():
    assert participants.read(request_with("abc")) is None
    assert participants.read(request_with("abc:def:ghi")) is None
    assert participants.read(request_with()) is None


def test_one_device_has_another_name_in_each_session_and_none_tells_the_secret():
    one = Participant("secret")
    assert one.key_in(1) == Participant("secret").key_in(1)
    assert len({one.key_in(1), one.key_in(2), Participant("other").key_in(1)}) == 3
    assert "secret" not in one.key_in(1)
