"""Sessions in the CMS: who may keep them, what the form takes, and that the room hears of it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from participation.live_qa import services
from participation.live_qa.forms import LiveSessionForm
from participation.live_qa.models import Change, LiveSession
from participation.live_qa.rules import SessionState
from tests.cms import filled_in
from tests.participation import factories as town

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms():
    """Somebody signed in who may enter the CMS, and keep these models in it."""

    def cms(*models):
        person = make.person()
        person.user_permissions.add(Permission.objects.get(codename="access_admin"))
        person.user_permissions.add(*Permission.objects.filter(content_type__model__in=models))
        client = Client()
        client.force_login(person)
        return client

    return cms


def address(name, *args):
    return reverse(LiveSession.snippet_viewset.get_url_name(name), args=args)


def form(body, **fields):
    return {
        "code": "alder 42",
        "state": "scheduled",
        "starts_at": "2026-11-24 18:30",
        "body": body.pk,
        "moderated": "on",
        "watch_url": "",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "1",
        "texts-MAX_NUM_FORMS": "2",
        "texts-0-language": "en",
        "texts-0-title": "Ask the housing team",
        "texts-0-description": "Bring your questions.",
        **fields,
    }


def test_a_host_makes_a_session_and_finds_its_pages(cms):
    client = cms("livesession")
    response = client.post(address("add"), form(make.body()))
    assert response.status_code == 302
    session = LiveSession.objects.get()
    assert (session.code, session.state, session.title) == ("ALDER42", "scheduled", "Ask the housing team")
    assert list(Change.objects.values_list("number", "event")) == [(1, "SessionChanged")]
    assert session.get_absolute_url() in client.get(address("edit", session.pk)).content.decode()
    assert session.get_absolute_url() in client.get(address("list")).content.decode()


def test_an_edit_is_numbered(cms):
    session = make.session(state=SessionState.OPEN)
    text = session.texts.get(language="en")
    fields = {"texts-INITIAL_FORMS": "1", "texts-0-id": text.pk, "texts-0-title": "Another title", "state": "open"}
    response = cms("livesession").post(address("edit", session.pk), form(session.body, **fields))
    assert response.status_code == 302
    session = LiveSession.objects.get()
    assert (session.title, session.last_number) == ("Another title", 2)


def test_an_edit_leaves_alone_what_happens_in_the_room_meanwhile(cms, monkeypatch):
    session = make.session(state=SessionState.SCHEDULED)
    host, asker, client = make.host(), make.participant(), cms("livesession")

    def clean(form):
        services.open_session(by=host, session=session)
        services.ask(by=asker, session=session, text="Meanwhile?")
        return super(LiveSessionForm, form).clean()

    monkeypatch.setattr(LiveSessionForm, "clean", clean)
    text = session.texts.get(language="en")
    fields = {"texts-INITIAL_FORMS": "1", "texts-0-id": text.pk, "texts-0-title": "Another title"}
    assert client.post(address("edit", session.pk), form(session.body, **fields)).status_code == 302
    stored = LiveSession.objects.get()
    assert (stored.title, stored.state, stored.opened_at is None) == ("Another title", SessionState.OPEN, False)
    services.ask(by=asker, session=stored, text="Afterwards?")
    assert list(Change.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "state, choices",
    [
        (SessionState.DRAFT, ["draft", "scheduled"]),
        (SessionState.SCHEDULED, ["draft", "scheduled"]),
        (SessionState.OPEN, ["open"]),
        (SessionState.CLOSED, ["closed"]),
    ],
)
def test_the_form_opens_and_closes_nothing(cms, state, choices):
    session = make.session(state=state)
    client = cms("livesession")
    page = client.get(address("edit", session.pk))
    assert [value for value, _label in page.context["form"].fields["state"].choices] == choices
    for wanted in set(SessionState) - {SessionState(choice) for choice in choices}:
        client.post(address("edit", session.pk), form(session.body, state=wanted))
        assert LiveSession.objects.get().state == state


@pytest.mark.parametrize("code", ["A", "ÄÖÜ", "x" * 20, ""])
def test_a_code_nobody_could_type_is_told(cms, code):
    response = cms("livesession").post(address("add"), form(make.body(), code=code))
    assert response.status_code == 200
    assert "code" in response.context["form"].errors
    assert LiveSession.objects.count() == 0


def test_who_keeps_other_things_keeps_no_sessions(cms):
    make.session()
    assert cms("service").get(address("list")).status_code == 302
    assert cms("service").get(address("edit", LiveSession.objects.get().pk)).status_code == 302


def test_a_session_about_a_page_leads_there_from_its_room(cms):
    page = town.index()
    client = cms("livesession")
    assert client.post(address("add"), form(make.body(), about=page.pk)).status_code == 302
    session = LiveSession.objects.get()
    assert (session.anchor.page_key, session.anchor.step_key) == (page.translation_key, None)
    edit = client.get(address("edit", session.pk))
    assert edit.context["form"]["about"].value() in (page.pk, Page.objects.get(pk=page.pk))
    room = Client().get(session.get_absolute_url()).content.decode()
    assert f'<a href="{page.get_url()}">{page.title}</a>' in room
    text = session.texts.get()
    kept = {"texts-INITIAL_FORMS": "1", "texts-0-id": text.pk}
    client.post(address("edit", session.pk), form(session.body, about="", **kept))
    assert LiveSession.objects.get().anchor is None


def test_what_the_form_misses_is_said_in_words_for_hosts(cms):
    client, body = cms("livesession"), make.body()
    taken = make.session()
    twice = {"texts-TOTAL_FORMS": "2", "texts-1-language": "en", "texts-1-title": "The same again"}
    said = {
        "Another session has this code.": {"code": taken.code},
        "Give it a title in one language at least.": {"texts-TOTAL_FORMS": "0"},
        "Each language can be there once.": twice,
    }
    for words, fields in said.items():
        assert words in client.post(address("add"), form(body, **fields)).content.decode()
    assert list(LiveSession.objects.all()) == [taken]


def test_hosts_are_chosen_among_colleagues_and_nobody_is_dropped(cms):
    client, colleague, session = cms("livesession"), make.host(), make.session()
    guest, stranger = make.person(name="guest"), make.person(name="stranger")
    session.hosts.add(guest)
    session.save()
    offered = client.get(address("edit", session.pk)).context["form"].fields["hosts"].queryset
    assert set(offered) == {colleague, guest}
    assert stranger not in client.get(address("add")).context["form"].fields["hosts"].queryset


def test_a_copy_is_a_session_of_its_own(cms):
    session = make.session(state=SessionState.OPEN)
    make.question(session=session)
    session.refresh_from_db()
    client, before = cms("livesession"), list(LiveSession.objects.values())
    page = client.get(address("copy", session.pk))
    sent = filled_in(page.context["form"])
    assert client.post(page.context["action_url"], sent).status_code == 302
    copy = LiveSession.objects.exclude(pk=session.pk).get()
    assert (copy.title, copy.state, copy.questions.count()) == (session.title, SessionState.DRAFT, 0)
    assert copy.code not in ("", session.code)
    assert list(LiveSession.objects.filter(pk=session.pk).values()) == before
    assert session.texts.count() == copy.texts.count() > 0


@pytest.mark.parametrize(
    "state, changed", [(SessionState.DRAFT, True), (SessionState.SCHEDULED, False), (SessionState.OPEN, False)]
)
def test_a_code_stays_once_people_have_it(cms, state, changed):
    session = make.session(state=state)
    kept = {"texts-INITIAL_FORMS": "1", "texts-0-id": session.texts.get(language="en").pk, "state": state}
    assert (
        cms("livesession").post(address("edit", session.pk), form(session.body, code="NEWCODE", **kept)).status_code
        == 302
    )
    assert (LiveSession.objects.get().code == "NEWCODE") is changed
