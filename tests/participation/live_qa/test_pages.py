"""The pages of live sessions."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from commons.directory.models import Service
from commons.people import participants
from commons.people.roles import EDITORS, HOSTS, LEADS, OFFICIALS
from participation.live_qa import selectors, services
from participation.live_qa.rules import QuestionState, SessionState

from . import factories as make
from .browsing import host_client, text_of

pytestmark = pytest.mark.django_db


class TestList:
    def test_open_coming_and_past_each_in_its_place_and_drafts_in_none(self, client):
        for state in SessionState:
            make.session(state=state, title=f"About {state}")
        page = client.get(reverse("live_qa:sessions"))
        assert [one.title for one in page.context["open"]] == ["About open"]
        assert [one.title for one in page.context["coming"]] == ["About scheduled"]
        assert [one.title for one in page.context["past"]] == ["About closed"]
        assert "About draft" not in text_of(page)

    def test_costs_the_same_for_one_and_for_three(self, client, django_assert_num_queries):
        client.get(reverse("live_qa:sessions"))
        for more in (1, 2):
            for state in (SessionState.OPEN, SessionState.SCHEDULED, SessionState.CLOSED) * more:
                make.session(state=state)
            with django_assert_num_queries(12):
                client.get(reverse("live_qa:sessions"))

    @pytest.mark.parametrize("typed", ["ALDER42", "alder42", " alder 42 ", "alder-42"])
    def test_the_code_leads_to_the_room_however_it_is_typed(self, client, typed):
        session = make.session(code="ALDER42")
        response = client.get(reverse("live_qa:sessions"), {"code": typed})
        assert (response.status_code, response["Location"]) == (302, session.get_absolute_url())

    @pytest.mark.parametrize("typed", ["NOSUCH", "", " ", "DRAFT22", "\x00", "x" * 4000])
    def test_a_wrong_code_is_told_beside_the_box(self, client, typed):
        make.session(code="DRAFT22", state=SessionState.DRAFT)
        response = client.get(reverse("live_qa:sessions"), {"code": typed})
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["code"]


class TestRoom:
    def test_shows_what_everyone_may_see(self, client):
        session = make.session()
        make.question(session=session, text="Shown?", name="noor")
        make.question(session=session, text="Before the room?", state=QuestionState.ANSWERING)
        for state in (QuestionState.WAITING, QuestionState.DECLINED):
            make.question(session=session, text=f"Hidden {state}?", state=state)
        make.question(session=make.session(), text="Elsewhere?")
        text = text_of(client.get(session.get_absolute_url()))
        assert "Shown? noor" in text
        assert "Before the room?" in text
        assert "Hidden" not in text
        assert "Elsewhere" not in text

    @pytest.mark.parametrize(
        "order, texts", [("support", ["B", "A"]), ("newest", ["B", "A"]), ("answered", ["C"]), ("x", ["B", "A"])]
    )
    def test_in_the_order_that_is_asked_for(self, client, order, texts):
        session = make.session()
        make.question(session=session, text="A")
        make.question(session=session, text="B", supports=1)
        make.question(session=session, text="C", state=QuestionState.ANSWERED)
        page = client.get(session.get_absolute_url(), {"order": order})
        assert [question.text for question in page.context["room"].questions] == texts

    def test_once_it_is_over_questions_and_answers_stay_and_nothing_can_be_done(self, client, ask):
        session = make.session()
        official = make.official(body=session.body)
        question = make.question(session=session, text="Can I?")
        services.mark_answered(by=official, question=question, text="Yes, you can.")
        services.close_session(by=make.host(), session=session)
        page = client.get(session.get_absolute_url())
        assert "Can I?" in text_of(page)
        assert "Housing answered on" in text_of(page)
        assert "Yes, you can." in text_of(page)
        assert "Send my question" not in text_of(page)
        response = ask(session)
        assert response.status_code == 409
        assert "This session is closed." in text_of(response)

    @pytest.mark.parametrize("state", [SessionState.OPEN, SessionState.CLOSED])
    def test_an_answer_reads_as_it_was_meant_and_brings_nothing_else_in(self, client, state):
        session = make.session()
        question = make.question(session=session)
        written = "From **March**:\n\n- a form\n- a photo\n\n<script>alert(1)</script> [here](javascript:alert(1))"
        services.mark_answered(by=make.official(body=session.body), question=question, text=written)
        if state == SessionState.CLOSED:
            services.close_session(by=make.host(), session=session)
        page = client.get(session.get_absolute_url(), {"order": "answered"}).content.decode()
        assert "From <strong>March</strong>:" in page
        assert "<li>a form</li>" in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        # What an open page gets is the same, made by the same hand.
        answer = selectors.frame(for_hosts=False, code=session.code, since=None).body["questions"][0]["answer"]
        assert answer["text"] == written
        assert answer["html"].strip() in page

    def test_the_recap_is_not_there_yet(self, client):
        session = make.session(state=SessionState.CLOSED)
        assert client.get(f"{session.get_absolute_url()}recap/").status_code == 404

    def test_another_spelling_of_the_code_leads_to_the_one(self, client):
        session = make.session(code="ALDER42")
        response = client.get(reverse("live_qa:room", args=["alder-42"]))
        assert (response.status_code, response["Location"]) == (301, session.get_absolute_url())

    @pytest.mark.parametrize("name", ["room", "ask", "host", "stage", "qr"])
    def test_no_session_and_a_draft_are_not_found(self, client, name):
        make.session(code="DRAFT22", state=SessionState.DRAFT)
        for code in ("NOSUCH22", "DRAFT22", "x" * 500):
            assert client.get(reverse(f"live_qa:{name}", args=[code])).status_code == 404

    @pytest.mark.parametrize("role, status", [(LEADS, 200), (HOSTS, 200), (EDITORS, 404), (OFFICIALS, 404)])
    def test_a_draft_is_seen_by_those_who_may_change_it(self, client, role, status):
        session = make.session(state=SessionState.DRAFT)
        client.force_login(make.person(roles=[role]))
        assert client.get(session.get_absolute_url()).status_code == status

    def test_costs_the_same_for_one_and_for_three_questions(self, client, ask, django_assert_num_queries):
        session = make.session(moderated=False)
        official = make.official(body=session.body)
        ask(session, "Mine?")
        client.get(session.get_absolute_url())
        for more in (1, 2):
            for _ in range(more):
                make.question(session=session, supports=1)
                services.mark_answered(by=official, question=make.question(session=session), text="Yes.")
            with django_assert_num_queries(16):
                client.get(session.get_absolute_url())

    def test_a_strangers_page_may_be_kept_and_a_participants_not(self, client, ask):
        session = make.session()
        response = client.get(session.get_absolute_url())
        assert participants.COOKIE not in response.cookies
        assert "private" not in response.get("Cache-Control", "")
        ask(session)
        assert "private" in client.get(session.get_absolute_url())["Cache-Control"]


class TestStage:
    def test_shows_the_question_the_address_and_the_code(self, client):
        session = make.session(code="ALDER42")
        make.question(session=session, text="What now?", state=QuestionState.ANSWERING)
        make.question(session=session, text="Not yet?", state=QuestionState.WAITING)
        text = text_of(client.get(reverse("live_qa:stage", args=[session.code])))
        assert "What now?" in text
        assert "testserver/live/ with the code ALDER 42" in text
        assert "Not yet?" not in text

    def test_the_qr_code_is_a_picture_of_ours_without_inline_style(self, client):
        response = client.get(reverse("live_qa:qr", args=[make.session().code]))
        assert response["Content-Type"] == "image/svg+xml"
        assert b"style" not in response.content
        assert response.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')


def test_no_page_has_inline_scripts_or_style(client, ask):
    session = make.session()
    ask(session)
    make.question(session=session, state=QuestionState.ANSWERING)
    pages = [client.get(reverse(f"live_qa:{name}", args=[session.code])) for name in ("room", "stage")]
    pages += [client.get(reverse("live_qa:sessions")), host_client().get(reverse("live_qa:host", args=[session.code]))]
    for page in pages:
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.content.decode())


def test_sessions_for_the_pages_of_others():
    body = make.body()
    service = Service.objects.create(slug="housing", body=body)
    coming = make.session(state=SessionState.SCHEDULED, service=service)
    make.session(state=SessionState.DRAFT, service=service)
    running = make.session()
    forgotten = timezone.now() - timedelta(days=2)
    make.session(state=SessionState.SCHEDULED, starts_at=forgotten)
    assert selectors.open_and_coming(AnonymousUser()) == {"open": [running], "coming": [coming]}
    assert selectors.sessions_for_service(AnonymousUser(), service) == [coming]
