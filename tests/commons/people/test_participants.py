from django.http import HttpResponse
from django.test import RequestFactory

from commons.people import participants
from commons.people.models import User
from commons.people.participants import COOKIE, Participant


def request_with(cookie=None):
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    return request


def test_the_device_is_known_again():
    made = participants.read_or_make(request_with())
    response = HttpResponse()
    participants.remember(response, made)
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


def test_a_first_deed_repeated_after_its_answer_was_lost_comes_from_the_same_participant():
    request, other = request_with(), request_with()
    request.COOKIES["csrftoken"], other.COOKIES["csrftoken"] = "a" * 32, "b" * 32
    assert participants.read_or_make(request) == participants.read_or_make(request)
    assert participants.read_or_make(request) != participants.read_or_make(other)
    assert participants.read_or_make(request_with()) != participants.read_or_make(request_with())


def test_an_account_is_one_on_every_device_where_that_is_asked_for_and_needs_no_cookie():
    request = request_with()
    request.user = User(pk=7)
    assert participants.by_account(request).secret == "account:7"
    assert participants.read_or_make(request).secret != "account:7"
    response = HttpResponse()
    participants.remember(response, participants.by_account(request))
    assert COOKIE not in response.cookies
