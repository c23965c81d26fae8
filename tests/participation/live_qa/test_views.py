"""The addresses deeds are sent to, with scripts and without."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from commons.people import abuse
from participation.live_qa import services
from participation.live_qa.models import LiveSession, Question, Support
from participation.live_qa.rules import QuestionState, Role, SessionState, offered
from participation.live_qa.views import deeds

from . import factories as make
from .browsing import JSON, deed, host_client, text_of

pytestmark = pytest.mark.django_db


class TestAsking:
    def test_without_scripts_one_is_told_what_comes_next_and_finds_it_there(self, client, ask):
        session = make.session()
        response = ask(session, "Why so long?")
        assert (response.status_code, response["Location"]) == (302, f"{session.get_absolute_url()}#yours")
        text = text_of(client.get(session.get_absolute_url()))
        assert "Your question is stored. A host reads it before everyone sees it. It is shown without a name." in text
        assert "Why so long? A host reads it" in text
        assert "Why so long?" not in text_of(Client().get(session.get_absolute_url()))

    def test_a_script_is_told_in_json_and_told_the_same_again(self, client, ask):
        session = make.session()
        headers = {**JSON, "idempotency-key": "key-12345678"}
        first = ask(session, headers=headers)
        question = Question.objects.get()
        assert first.status_code == 200
        assert first.json() == {
            "deed": "ask",
            "number": 2,
            "session": "open",
            "question": question.pk,
            "state": "waiting",
            "supports": 0,
            "message": first.json()["message"],
        }
        services.approve(by=make.host(), question=question)
        assert ask(session, headers=headers).json() == first.json()
        assert Question.objects.count() == 1

    def test_a_name_is_kept_when_one_is_given(self, client, ask):
        session, person = make.session(), make.person(name="ana")
        client.force_login(person)
        ask(session, "By name?", name="Ana of Mill Street")
        ask(session, "Without?")
        assert list(Question.objects.order_by("pk").values_list("name", "author")) == [
            ("Ana of Mill Street", person.pk),
            ("", None),
        ]

    @pytest.mark.parametrize(
        "fields, code, field",
        [
            ({"text": ""}, "empty", "text"),
            ({"text": " \n "}, "empty", "text"),
            ({"text": "x" * 501}, "long", "text"),
            ({"text": "Why?", "name": "x" * 61}, "long", "name"),
            ({"text": "Why?", "shown": ""}, "too_quick", None),
            ({"text": "Why?", "shown": "forged"}, "too_quick", None),
        ],
    )
    def test_bad_input_is_told_in_words_and_nothing_typed_is_lost(self, ask, fields, code, field):
        session = make.session()
        answer = ask(session, headers=JSON, **fields)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, field)
        page = ask(session, **fields)
        assert page.status_code == 422
        assert fields["text"].strip() in page.content.decode()
        assert "Please look at this again" in text_of(page)
        assert "Ensure this value" not in text_of(page) + answer.json()["message"]
        assert Question.objects.count() == 0

    def test_text_with_a_null_character_is_told(self, ask):
        answer = ask(make.session(), "Why\x00?", headers=JSON)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "unreadable", "text")

    def test_a_machine_that_fills_the_trap_is_told_nothing_and_stores_nothing(self, ask):
        assert ask(make.session(), trap="https://spam.example").status_code == 302
        assert Question.objects.count() == 0

    def test_a_form_without_its_token_is_refused(self):
        client = Client(enforce_csrf_checks=True)
        assert client.post(reverse("live_qa:ask", args=[make.session().code]), {"text": "Why?"}).status_code == 403

    def test_so_many_a_minute_and_no_more(self, ask):
        session = make.session()
        ask(session, "First?")
        codes = [ask(session, f"Question {n}?", headers=JSON).status_code for n in range(deeds.ASKING[0].count)]
        assert codes == [200] * (deeds.ASKING[0].count - 1) + [429]
        assert Question.objects.count() == deeds.ASKING[0].count

    def test_many_devices_behind_one_address_have_a_limit_too(self, shown, monkeypatch):
        session = make.session()
        monkeypatch.setattr(deeds, "ASKING", (deeds.ASKING[0], abuse.Limiter("few", 2, 60)))
        address = reverse("live_qa:ask", args=[session.code])
        codes = [Client().post(address, {"text": f"{n}?", "shown": shown}, headers=JSON).status_code for n in range(3)]
        assert codes == [200, 200, 429]

    def test_loading_the_page_of_a_mistake_again_leads_to_the_room(self, client):
        session = make.session()
        assert client.get(reverse("live_qa:ask", args=[session.code]))["Location"] == session.get_absolute_url()

    def test_what_is_asked_is_shown_as_text(self, client, ask):
        session = make.session(moderated=False)
        ask(session, "<script>alert(1)</script>", name="<b>x</b>")
        page = client.get(session.get_absolute_url()).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


class TestWhoDropsTheCookie:
    """Is somebody new each time: only the address tells."""

    def support(self, question, *, by=None, cookie="", address="192.0.2.7", **kwargs):
        client = by or Client()
        client.cookies["csrftoken"] = cookie or uuid4().hex
        place = reverse("live_qa:question_deed", args=[question.session.code, question.pk, "support"])
        return client.post(place, headers=JSON, REMOTE_ADDR=address, **kwargs)

    @pytest.fixture
    def question(self, monkeypatch):
        monkeypatch.setattr(deeds, "FIRST_DEEDS", (abuse.Limiter("first", 2, 60), abuse.Limiter("hour", 3, 3600)))
        return make.question(session=make.session())

    def test_counts_so_often_from_one_address(self, question):
        answers = [self.support(question) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
        assert answers[-1].json()["code"] == "too_many"
        assert "Very many people are joining" in answers[-1].json()["message"]
        assert Support.objects.count() == 2
        assert self.support(question, address="192.0.2.8").status_code == 200

    def test_has_no_more_addresses_of_ipv6_than_a_household(self, question):
        codes = [self.support(question, address=f"2001:db8::{last}").status_code for last in (1, 2, 3)]
        assert codes == [200, 200, 429]

    def test_keeps_nobody_out_who_was_there_before(self, question, monkeypatch):
        # Those at the door try again and again, more often than all may do something from one address.
        monkeypatch.setattr(deeds, "DOING", (deeds.DOING[0], abuse.Limiter("do", 4, 60)))
        known = Client()
        assert self.support(question, by=known).status_code == 200
        for _ in range(6):
            self.support(question)
        other = make.question(session=question.session)
        assert self.support(other, by=known).status_code == 200

    def test_is_not_counted_where_the_server_knows_no_address(self, question):
        assert [self.support(question, address="").status_code for _ in range(4)] == [200] * 4

    def test_is_counted_over_the_hour_too(self, question, monkeypatch):
        monkeypatch.setattr(deeds, "FIRST_DEEDS", (abuse.Limiter("first", 9, 60), abuse.Limiter("hour", 3, 3600)))
        assert [self.support(question).status_code for _ in range(4)] == [200, 200, 200, 429]

    def test_is_the_same_while_the_forms_cookie_stays(self, question):
        assert [self.support(question, cookie="c" * 32).status_code for _ in range(2)] == [200, 200]
        assert Support.objects.count() == 1

    def test_cannot_ask_without_end_either(self, question, shown):
        address = reverse("live_qa:ask", args=[question.session.code])
        codes = [Client().post(address, {"text": f"{n}?", "shown": shown}, headers=JSON).status_code for n in range(3)]
        assert codes == [200, 200, 429]


class TestTheFirstDeed:
    def test_whose_answer_was_lost_is_done_once_when_it_is_repeated(self, shown):
        session = make.session()
        address, headers = reverse("live_qa:ask", args=[session.code]), {**JSON, "Idempotency-Key": "first-of-all"}
        given = []
        for _ in range(2):
            device = Client()  # has the page's cookie, and never got the one the answer brings
            device.cookies["csrftoken"] = "c" * 32
            given.append(device.post(address, {"text": "Why?", "shown": shown}, headers=headers).json())
        other = Client()
        other.cookies["csrftoken"] = "d" * 32
        other.post(address, {"text": "Why?", "shown": shown}, headers=headers)
        assert given[0] == given[1]
        assert Question.objects.count() == 2


class TestSupporting:
    def test_once_and_back_without_scripts(self, client):
        question = make.question(session=make.session())
        for _ in range(2):
            assert deed(client, question, "support").status_code == 302
        assert "1 Yours too" in text_of(client.get(question.session.get_absolute_url()))
        deed(client, question, "withdraw-support")
        assert Support.objects.count() == 0

    def test_by_a_script_with_the_total(self, client):
        question = make.question(session=make.session(), supports=2)
        answer = deed(client, question, "support", headers=JSON)
        assert (answer.status_code, answer.json()["supports"], answer.json()["state"]) == (200, 3, "shown")

    def test_what_stands_in_the_way_is_told_in_both_shapes(self, client):
        question = make.question(session=make.session(), state=QuestionState.ANSWERED)
        answer = deed(client, question, "support", headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_now")
        deed(client, question, "support")
        assert answer.json()["message"] in text_of(client.get(question.session.get_absolute_url()))

    def test_a_question_of_another_session_is_none(self, client):
        question, other = make.question(session=make.session()), make.session()
        address = reverse("live_qa:question_deed", args=[other.code, question.pk, "support"])
        assert client.post(address, headers=JSON).status_code == 404
        assert client.post(address).status_code == 302
        assert Support.objects.count() == 0

    def test_only_by_sending(self, client):
        question = make.question(session=make.session())
        address = reverse("live_qa:question_deed", args=[question.session.code, question.pk, "support"])
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (
            302,
            f"{question.session.get_absolute_url()}#questions",
        )
        assert Support.objects.count() == 0

    def test_the_asker_takes_it_back(self, client, ask):
        session = make.session()
        ask(session)
        question = Question.objects.get()
        assert deed(Client(), question, "withdraw", headers=JSON).status_code == 403
        assert deed(client, question, "withdraw", headers=JSON).json()["state"] == "withdrawn"


class TestHosting:
    def test_strangers_sign_in_and_others_are_refused(self, client):
        session = make.session()
        address = reverse("live_qa:host", args=[session.code])
        assert reverse("account_login") in client.get(address)["Location"]
        client.force_login(make.person())
        assert client.get(address).status_code == 403

    def test_hosts_see_every_state_and_no_names_that_were_not_given(self):
        session, person = make.session(), make.person(name="verysecret")
        for state in set(QuestionState) - {QuestionState.WITHDRAWN}:
            make.question(session=session, text=f"Is {state}?", state=state, by=make.participant(person=person))
        page = host_client().get(reverse("live_qa:host", args=[session.code]))
        text = text_of(page)
        assert [state for state in QuestionState if f"Is {state}?" not in text] == [QuestionState.WITHDRAWN]
        for secret in ("verysecret", person.email, Question.objects.first().participant):
            assert secret not in page.content.decode()

    def test_the_queue_costs_the_same_for_one_and_for_three(self, django_assert_num_queries):
        session, client = make.session(), host_client()
        address = reverse("live_qa:host", args=[session.code])
        client.get(address)
        states = [QuestionState.WAITING, QuestionState.SHOWN, QuestionState.ANSWERED, QuestionState.DECLINED]
        for more in (1, 2):
            for state in states * more:
                make.question(session=session, state=state)
            with django_assert_num_queries(16):
                client.get(address)

    @pytest.mark.parametrize(
        "before, name, after",
        [
            (QuestionState.WAITING, "approve", "shown"),
            (QuestionState.WAITING, "decline", "declined"),
            (QuestionState.SHOWN, "start-answering", "answering"),
            (QuestionState.ANSWERING, "mark-answered", "answered"),
            (QuestionState.ANSWERED, "put-back", "shown"),
        ],
    )
    def test_each_act_as_a_form_and_by_a_script(self, before, name, after):
        session, client = make.session(), host_client()
        question = make.question(session=session, state=before)
        assert deed(Client(), question, name, headers=JSON).status_code == 403
        assert deed(client, question, name, headers=JSON).json()["state"] == after
        again = make.question(session=session, state=before)
        assert deed(client, again, name)["Location"] == reverse("live_qa:host", args=[session.code])
        again.refresh_from_db()
        assert again.state == after

    def test_opening_and_closing(self):
        session, client = make.session(state=SessionState.SCHEDULED), host_client()
        for name, state in (("open", "open"), ("close", "closed")):
            address = reverse("live_qa:session_deed", args=[session.code, name])
            assert Client().post(address, headers=JSON).status_code == 403
            assert client.post(address).status_code == 302
            assert LiveSession.objects.get(pk=session.pk).state == state
        assert (
            client.post(reverse("live_qa:session_deed", args=[session.code, "close"]), headers=JSON).status_code == 409
        )

    def test_an_official_answers_in_writing_from_the_room_though_no_host(self):
        session = make.session()
        question = make.question(session=session)
        official, other = host_client(make.official(body=session.body)), host_client(make.official(body=make.body()))
        offered = "Answer in writing"
        assert offered in text_of(official.get(session.get_absolute_url()))
        assert offered not in text_of(other.get(session.get_absolute_url()))
        response = deed(official, question, "mark-answered", text="Yes.")
        assert response["Location"] == f"{session.get_absolute_url()}#questions"
        assert deed(other, question, "mark-answered", headers=JSON, text="No.").status_code == 403

    def test_an_official_host_signs_a_written_answer(self):
        session = make.session()
        person = make.official(body=session.body)
        client, question = host_client(person), make.question(session=session)
        assert deed(client, question, "mark-answered", headers=JSON, text="Yes.").json()["state"] == "answered"
        told = deed(client, question, "mark-answered", headers=JSON, text="Yes, now.").json()
        assert told["message"] == "The answer is published in your office’s name."
        assert "Housing answered on" in text_of(client.get(f"{session.get_absolute_url()}?order=answered"))

    @pytest.mark.parametrize(
        "name, field, words, state",
        [
            ("decline", "reason", "r" * 201, QuestionState.WAITING),
            ("mark-answered", "text", "t" * 10_001, QuestionState.SHOWN),
        ],
    )
    def test_without_scripts_what_was_typed_comes_back_beside_the_reason(self, name, field, words, state):
        session = make.session()
        person = make.official(body=session.body)
        session.hosts.add(person)
        session.save()
        question, _other = make.question(session=session, state=state), make.question(session=session, state=state)
        response = deed(host_client(person), question, name, **{field: words})
        page = response.content.decode()
        assert response.status_code == 422
        assert page.count(words) == 1
        assert page.count('class="field-error"') == 1
        assert f'href="#{field}-{question.pk}"' in page
        question.refresh_from_db()
        assert question.state == state
        address = reverse("live_qa:question_deed", args=[session.code, question.pk, name])
        assert host_client(person).get(address)["Location"] == reverse("live_qa:host", args=[session.code])

    def test_words_for_a_question_that_moved_on_stand_above_the_list(self):
        session = make.session()
        question = make.question(session=session, state=QuestionState.WAITING)
        address = reverse("live_qa:question_deed", args=[session.code, question.pk, "decline"])
        services.approve(by=make.host(), question=question)
        services.start_answering(by=make.host(), question=question)
        response = host_client().post(address, {"reason": "Typed with care"})
        assert (response.status_code, response.content.decode().count("Typed with care")) == (409, 1)
        assert "moved on meanwhile" in text_of(response)
        signed_out = Client().post(address, {"reason": "Typed with care"})
        assert (signed_out.status_code, signed_out.content.decode().count("Typed with care")) == (403, 1)

    def test_an_official_s_refused_answer_comes_back_in_the_room(self):
        session = make.session()
        question = make.question(session=session)
        official, words = host_client(make.official(body=session.body)), "t" * 10_001
        response = deed(official, question, "mark-answered", text=words)
        assert (response.status_code, response.content.decode().count(words)) == (422, 1)
        assert f'href="#write-{question.pk}"' in response.content.decode()

    def test_each_question_offers_what_its_state_allows(self):
        session = make.session()
        rows = {state: make.question(session=session, state=state) for state in QuestionState}
        page = host_client().get(reverse("live_qa:host", args=[session.code])).content.decode()
        for question in rows.values():
            question.refresh_from_db()
            found = {name for name in deeds.BY_HOSTS if f"/questions/{question.pk}/{name}/" in page}
            assert found == set(deeds.BY_HOSTS) & offered(frozenset({Role.HOST}), "open", question.state)

    def test_reasons_too_long_are_told(self):
        question = make.question(session=make.session(), state=QuestionState.WAITING)
        answer = deed(host_client(), question, "decline", headers=JSON, reason="x" * 201)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "long", "reason")
