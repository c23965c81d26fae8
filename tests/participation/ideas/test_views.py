"""Ideas through their pages: what each reader sees, that nothing typed is lost, and that no answer is a 500."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.deliberation import services as deliberation
from participation.ideas import services
from participation.ideas.models import Idea, IdeasStagePage, Support
from participation.ideas.rules import IdeaState
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def signed_in(client, person):
    client.force_login(person)
    return client


def titles(response):
    return [row["idea"].title for row in response.context["rows"]]


def form_of(stage):
    return reverse("ideas:new", args=[stage.translation_key])


def close(stage):
    """End a stage an hour ago."""
    IdeasStagePage.objects.filter(pk=stage.pk).update(closes_at=timezone.now() - timedelta(hours=1))


QUERIES_OF_LIST = 22
QUERIES_OF_IDEA = 16
WORDS = {"title": "Pay the permit by the month", "text": make.LONG, "about": "", "token": ""}


class TestList:
    def test_shows_the_ideas_of_its_stage_in_both_languages(self, client):
        stage = make.stage()
        french = make.in_french(stage)
        make.idea(on=stage, title="Pay the permit by the month")
        make.idea(on=french, title="Un guichet le samedi")
        make.idea(title="An idea of another stage")
        gone = make.idea(on=stage, title="Taken back again")
        services.withdraw(by=gone.author, idea=gone)
        for page in (stage, french):
            response = client.get(page.get_url() + "?order=newest")
            assert response.status_code == 200
            assert titles(response) == ["Un guichet le samedi", "Pay the permit by the month"]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("order=newest", ["Third idea here", "Second idea here", "First idea here"]),
            ("order=supported", ["First idea here", "Second idea here", "Third idea here"]),
            ("order=fair", ["Second idea here", "Third idea here", "First idea here"]),
            ("", ["Second idea here", "Third idea here", "First idea here"]),
            ("order='; drop table", ["Second idea here", "Third idea here", "First idea here"]),
            ("state=accepted", ["First idea here"]),
            ("state=undecided&order=newest", ["Third idea here", "Second idea here"]),
            ("state=answered", ["First idea here"]),
            ("q=SECOND", ["Second idea here"]),
            ("q=%00", ["Second idea here", "Third idea here", "First idea here"]),
            ("about=nonsense&order=newest", ["Third idea here", "Second idea here", "First idea here"]),
            ("page=99&order=newest", ["Third idea here", "Second idea here", "First idea here"]),
        ],
    )
    def test_orders_and_filters_are_links(self, client, query, expected):
        office = make.body()
        stage = make.stage(under=make.consultation(asked_by=office))
        first, second, third = (make.idea(on=stage, title=f"{word} idea here") for word in ("First", "Second", "Third"))
        for idea, number in ((first, 3), (second, 2)):
            for _ in range(number):
                services.support(by=make.person(), idea=idea)
        ruiz = make.official(body=office)
        services.answer(by=ruiz, idea=first, text="Yes.")
        services.change_state(by=ruiz, idea=first, new=IdeaState.ACCEPTED)
        response = client.get(f"{stage.get_url()}?{query}")
        assert response.status_code == 200
        assert titles(response) == expected
        assert third.pk

    def test_is_not_there_while_its_consultation_is_hidden(self, client):
        consultation = make.consultation()
        stage = make.stage(under=consultation)
        consultation.unpublish()
        assert client.get(stage.get_url()).status_code == 404
        assert stage.make_preview_request().status_code == 200

    def test_costs_the_same_queries_with_one_and_with_three_ideas(self, client, django_assert_num_queries):
        def page(number):
            stage = make.stage()
            about = (stage.translation_key, None)
            for _ in range(number):
                make.idea(on=stage, about=about)
            return stage.get_url()

        one, three = page(1), page(3)
        client.get(one)
        with django_assert_num_queries(QUERIES_OF_LIST):
            client.get(one)
        with django_assert_num_queries(QUERIES_OF_LIST):
            client.get(three)

    def test_tells_what_a_signed_in_reader_supports(self, client):
        stage, noor = make.stage(), make.person()
        mine, other = make.idea(on=stage, title="The one I support"), make.idea(on=stage, title="Another one")
        services.support(by=noor, idea=mine)
        rows = signed_in(client, noor).get(stage.get_url()).context["rows"]
        assert {row["idea"].pk: row["pressed"] for row in rows} == {mine.pk: True, other.pk: False}

    @pytest.mark.parametrize(("days", "words"), [((-9, -1), "Closed on"), ((1, 9), "Opens on")])
    def test_says_when_nothing_can_be_sent(self, client, days, words):
        stage = make.stage(opens=days[0], closes=days[1])
        make.idea(on=stage)
        page = client.get(stage.get_url()).content.decode()
        assert words in page
        assert form_of(stage) not in page
        assert 'form="support"' not in page


class TestIdea:
    def test_shows_the_answer_with_office_and_date(self, client):
        office = make.body(name="Parking and Streets")
        ruiz = make.official(body=office)
        idea = make.idea(
            on=make.stage(under=make.consultation(asked_by=office)), text=make.LONG + " <script>alert(1)</script>"
        )
        services.answer(by=ruiz, idea=idea, text="Yes, from **March**.")
        services.change_state(by=ruiz, idea=idea, new=IdeaState.DECLINED, note="Then no.")
        page = client.get(idea.get_absolute_url()).content.decode()
        assert "Parking and Streets answered on" in page
        assert "<strong>March</strong>" in page
        assert "Then no." in page
        assert "<script>alert" not in page
        assert "Support ended when the office decided" in page

    def test_is_gone_when_its_author_took_it_back(self, client):
        idea = make.idea(title="A title nobody shall see")
        services.withdraw(by=idea.author, idea=idea)
        response = client.get(idea.get_absolute_url())
        assert response.status_code == 410
        assert "nobody shall see" not in response.content.decode()

    def test_is_nowhere_when_its_stage_or_consultation_is_not_published(self, client):
        stage = make.stage()
        idea = make.idea(on=stage)
        assert client.get(idea.get_absolute_url()).status_code == 200
        stage.get_parent().specific.unpublish()
        assert client.get(idea.get_absolute_url()).status_code == 404
        assert client.get(form_of(stage)).status_code == 404

    @pytest.mark.parametrize("key", ["0", "9" * 40])
    def test_of_no_such_number_is_a_plain_404(self, client, key):
        assert client.get(f"/en/ideas/{key}/").status_code == 404

    def test_costs_the_same_queries_with_one_and_with_three_posts(self, client, django_assert_num_queries):
        def page(number):
            idea = make.idea()
            first = make.post(on=idea)
            for _ in range(number - 1):
                make.post(on=idea, parent=first)
                make.post(on=idea)
            return idea.get_absolute_url()

        one, three = page(2), page(4)
        client.get(page(1))  # fills what every page shares
        for address in (one, three):
            with django_assert_num_queries(QUERIES_OF_IDEA):
                client.get(address)
            with django_assert_num_queries(QUERIES_OF_IDEA - 2):
                client.get(address)  # the posts were made into HTML once for everyone

    def test_shows_at_once_what_changed_in_its_discussion(self, client):
        idea = make.idea()
        post = make.post(on=idea, text="First words")
        assert "First words" in client.get(idea.get_absolute_url()).content.decode()
        deliberation.edit(by=post.author, post=post, text="Better words")
        assert "Better words" in client.get(idea.get_absolute_url()).content.decode()
        make.post(on=idea, text="Another voice")
        assert "Another voice" in client.get(idea.get_absolute_url()).content.decode()
        deliberation.hide(by=make.moderator(), post=post)
        page = client.get(idea.get_absolute_url()).content.decode()
        assert "Better words" not in page
        assert "Another voice" in page

    def test_shows_nobody_what_only_another_may_do(self, client):
        idea = make.idea()
        post = make.post(on=idea)
        mine = f"/posts/{post.pk}/withdraw/"
        readers = [(post.author, True), (make.person(), False), (make.VISITOR, False), (post.author, True)]
        for reader, expected in readers:
            client.logout()
            if reader.is_authenticated:
                client.force_login(reader)
            assert (mine in client.get(idea.get_absolute_url()).content.decode()) is expected


class TestSending:
    def test_leads_to_a_page_that_says_what_happens_next(self, client):
        stage, ana = make.stage(), make.person()
        response = signed_in(client, ana).post(form_of(stage), WORDS, follow=True)
        idea = Idea.objects.get()
        assert response.redirect_chain[-1][0] == reverse("ideas:sent", args=[idea.pk])
        assert "decides on it and says why" in response.content.decode()
        assert client.get(idea.get_absolute_url()).status_code == 200

    def test_keeps_what_was_typed_while_signing_in(self, client):
        stage, ana = make.stage(), make.person(password="moot-for-folk-9")
        response = client.post(form_of(stage), WORDS)
        assert response.status_code == 302
        assert Idea.objects.count() == 0
        login = response["Location"]
        assert login.startswith(reverse("account_login"))
        back = client.post(login, {"login": ana.email, "password": "moot-for-folk-9"})["Location"]
        assert back == form_of(stage)
        form = client.get(back).context["form"]
        assert (form["title"].value(), form["text"].value()) == (WORDS["title"], WORDS["text"])
        client.post(back, {**WORDS, "token": form["token"].value()})
        assert Idea.objects.get().author == ana
        assert client.get(back).context["form"]["title"].value() is None

    def test_keeps_the_words_and_takes_the_step_one_comes_from_now(self, client):
        stage = make.stage()
        client.post(form_of(stage), WORDS)
        step = "11111111-1111-1111-1111-111111111111"
        form = client.get(form_of(stage), {"about": step}).context["form"]
        assert (form["title"].value(), form["about"].value()) == (WORDS["title"], step)
        assert client.get(form_of(stage)).context["form"]["about"].value() == WORDS["about"]

    def test_twice_makes_one_idea(self, client):
        stage = make.stage()
        signed_in(client, make.person())
        token = client.get(form_of(stage)).context["form"]["token"].value()
        for _ in range(2):
            assert client.post(form_of(stage), {**WORDS, "token": token}).status_code == 302
        assert Idea.objects.count() == 1
        client.post(form_of(stage), {**WORDS, "title": "Other words after going back", "token": token})
        assert Idea.objects.count() == 2

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"title": ""}, "title"),
            ({"title": "x" * 100_000}, "title"),
            ({"title": "\x00\x00"}, "title"),
            ({"title": "\u202e\u200b\u202e\u200b\u202e\u200b\u202e\u200b"}, "title"),
            ({"text": "short"}, "text"),
            ({"text": "y" * 8001}, "text"),
            ({"about": "11111111-1111-1111-1111-111111111111"}, "about"),
        ],
    )
    def test_wrong_words_come_back_with_the_reason(self, client, wrong, field):
        stage = make.stage()
        response = signed_in(client, make.person()).post(form_of(stage), {**WORDS, **wrong})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
        assert response.context["form"]["text"].value() == {**WORDS, **wrong}["text"]
        assert Idea.objects.count() == 0

    def test_nonsense_about_and_token_do_no_harm(self, client):
        stage = make.stage()
        signed_in(client, make.person()).post(form_of(stage), {**WORDS, "about": "../etc", "token": "x" * 999})
        assert Idea.objects.get().about is None

    def test_a_stage_that_closed_meanwhile_gives_the_words_back(self, client):
        stage = make.stage()
        signed_in(client, make.person())
        assert client.get(form_of(stage)).status_code == 200
        close(stage)
        response = client.post(form_of(stage), WORDS)
        page = response.content.decode()
        assert "This closed on" in page
        assert "so that you can copy them" in page
        assert WORDS["text"] in page
        assert "Send my idea" not in page
        assert Idea.objects.count() == 0

    def test_to_a_stage_that_does_not_exist_is_a_404(self, client):
        key = "11111111-1111-1111-1111-111111111111"
        assert client.get(reverse("ideas:new", args=[key])).status_code == 404
        assert signed_in(client, make.person()).post(reverse("ideas:new", args=[key]), WORDS).status_code == 404


class TestOwnIdea:
    def test_only_its_author_finds_the_forms(self, client):
        idea = make.idea()
        for name in ("sent", "edit", "withdraw"):
            address = reverse(f"ideas:{name}", args=[idea.pk])
            client.logout()
            assert client.get(address).status_code == 404
            assert signed_in(client, make.person()).get(address).status_code == 404
            assert signed_in(client, idea.author).get(address).status_code == 200

    def test_edit_and_withdraw(self, client):
        idea = make.idea()
        signed_in(client, idea.author)
        assert "the support of" not in client.get(reverse("ideas:withdraw", args=[idea.pk])).content.decode()
        client.post(reverse("ideas:edit", args=[idea.pk]), {**WORDS, "title": "Pay it every month"})
        idea.refresh_from_db()
        assert idea.title == "Pay it every month"
        services.support(by=make.person(), idea=idea)
        response = client.post(reverse("ideas:edit", args=[idea.pk]), {**WORDS, "title": "Something else"})
        assert "People support this idea as it stands" in response.content.decode()
        assert "the support of 1 person" in client.get(reverse("ideas:withdraw", args=[idea.pk])).content.decode()
        client.post(reverse("ideas:withdraw", args=[idea.pk]))
        idea.refresh_from_db()
        assert (idea.title, idea.state) == ("Pay it every month", IdeaState.WITHDRAWN)

    def test_what_is_typed_survives_being_signed_out_meanwhile(self, client):
        idea = make.idea()
        address = reverse("ideas:edit", args=[idea.pk])
        response = client.post(address, {**WORDS, "title": "Typed for half an hour"})
        assert response["Location"].startswith(reverse("account_login"))
        assert "Typed for half an hour" in signed_in(client, idea.author).get(address).content.decode()
        client.post(address, {**WORDS, "title": "Typed for half an hour"})
        idea.refresh_from_db()
        assert idea.title == "Typed for half an hour"
        response = client.post(address, {**WORDS, "title": ""})
        assert (response.status_code, WORDS["text"] in response.content.decode()) == (422, True)


class TestSupport:
    def test_of_ones_own_idea_is_not_offered_in_the_list(self, client):
        stage = make.stage()
        own, other = make.idea(on=stage), make.idea(on=stage, title="A desk on Saturdays")
        left = make.idea(on=stage, title="From somebody who has left")
        Idea.objects.filter(pk=left.pk).update(author=None)
        rows = signed_in(client, own.author).get(stage.get_url()).context["rows"]
        assert {row["idea"].pk for row in rows if row["why_not"]} == {own.pk}
        rows = Client().get(stage.get_url()).context["rows"]
        assert {row["idea"].pk for row in rows if not row["why_not"]} == {own.pk, other.pk, left.pk}

    def test_from_the_list_leads_back_to_the_row(self, client):
        idea, noor = make.idea(), make.person()
        back = "/en/consultations/?order=newest#ideas"
        address = reverse("ideas:support", args=[idea.pk])
        response = signed_in(client, noor).post(address, {"back": back})
        assert response["Location"] == f"/en/consultations/?order=newest#idea-{idea.pk}"
        assert Support.objects.filter(person=noor, idea=idea).count() == 1

    @pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
    def test_never_leads_elsewhere(self, client, back):
        idea = make.idea()
        response = signed_in(client, make.person()).post(reverse("ideas:support", args=[idea.pk]), {"back": back})
        assert response["Location"].startswith(f"/en/ideas/{idea.pk}/")

    def test_tells_a_script_the_absolute_count(self, client):
        idea, noor = make.idea(), make.person()
        services.support(by=make.person(), idea=idea)
        signed_in(client, noor)
        told = [
            json.loads(
                client.post(reverse(f"ideas:{name}", args=[idea.pk]), headers={"accept": "application/json"}).content
            )
            for name in ("support", "support", "withdraw_support")
        ]
        assert told == [
            {"count": 2, "pressed": True},
            {"count": 2, "pressed": True},
            {"count": 1, "pressed": False},
        ]

    def test_refuses_in_words(self, client):
        idea = make.idea()
        address = reverse("ideas:support", args=[idea.pk])
        assert client.post(address)["Location"].startswith(reverse("account_login"))
        assert client.post(address, headers={"accept": "application/json"}).status_code == 403
        refused = signed_in(client, idea.author).post(address, headers={"accept": "application/json"})
        assert (refused.status_code, refused.json()["code"]) == (409, "yours")
        assert client.get(address).status_code == 405
        assert client.post(reverse("ideas:support", args=[10**30])).status_code == 404
