"""Where a person is signed in, and signing out there."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from commons.people import selectors, services
from commons.people.devices import family
from commons.people.models import Session
from tests.home import factories as town

from .factories import person

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    "agent, words",
    [
        (FIREFOX, "Firefox, Windows"),
        (PHONE, "Safari, iPhone"),
        (CHROME, "Chrome, Linux"),
        (CHROME.replace("X11; Linux x86_64", "Linux; Android 15"), "Chrome, Android"),
        (CHROME + " Edg/131.0", "Edge, Linux"),
        ("", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_device_is_told_by_its_family_alone(agent, words):
    assert family(agent) == words


@pytest.fixture
def ana():
    town.site()
    return person()


def at(agent, who):
    client = Client(headers={"User-Agent": agent})
    client.force_login(who)
    client.get("/en/accounts/")
    return client


def test_each_place_is_listed_this_one_first(ana):
    desk, phone = at(FIREFOX, ana), at(PHONE, ana)
    at(CHROME, person())
    found = desk.get("/en/accounts/sessions/").context["sessions"]
    assert [(one.device, one.is_here) for one in found] == [("Firefox, Windows", True), ("Safari, iPhone", False)]
    assert {one.seen_on for one in found} == {timezone.localdate()}
    body = phone.get("/en/accounts/sessions/").content.decode()
    assert "Chrome, Linux" not in body
    for key in Session.objects.values_list("session_key", flat=True):
        assert key not in body


def test_what_a_session_began_with_stays_and_it_is_noted_once_a_day(ana):
    client = at(FIREFOX, ana)
    row = Session.objects.get(person=ana)
    client.get("/en/accounts/")
    assert Session.objects.get(person=ana).session_data == row.session_data
    Session.objects.filter(person=ana).update(since=row.since - dt.timedelta(days=3))
    session = client.session
    session["seen"], session["since"] = "2026-01-01", (row.since - dt.timedelta(days=3)).isoformat()
    session.save()
    client.get("/en/accounts/")
    now = Session.objects.get(person=ana)
    assert (now.since, now.seen_on) == (row.since - dt.timedelta(days=3), timezone.localdate())


def test_signing_out_there_ends_that_one(ana):
    desk, phone = at(FIREFOX, ana), at(PHONE, ana)
    there = next(one for one in selectors.sessions(ana, desk.session.session_key) if not one.is_here)
    desk.post("/en/accounts/sessions/", {"handle": there.handle})
    assert phone.get("/en/accounts/").status_code == 302
    assert desk.get("/en/accounts/").status_code == 200


def test_nobody_signs_out_somebody_else(ana):
    phone = at(PHONE, ana)
    other = person()
    handle = selectors.sessions(ana)[0].handle
    assert services.end_session(person=other, handle=handle) is False
    at(FIREFOX, other).post("/en/accounts/sessions/", {"handle": handle})
    assert phone.get("/en/accounts/").status_code == 200


def test_signing_out_everywhere_is_here_too(ana):
    desk, phone, other = at(FIREFOX, ana), at(PHONE, ana), at(CHROME, person())
    assert desk.post("/en/accounts/sessions/", {"everywhere": "1"}).url == "/en/accounts/login/"
    assert [client.get("/en/accounts/").status_code for client in (desk, phone, other)] == [302, 302, 200]


def test_sessions_that_are_over_are_not_listed_and_go(ana):
    at(FIREFOX, ana)
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(minutes=1))
    assert selectors.sessions(ana) == []
    services.forget_expired()
    assert Session.objects.count() == 0


def test_a_stranger_gets_no_session(client, ana):
    client.get("/en/services/")
    assert Session.objects.count() == 0
