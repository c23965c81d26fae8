"""What officials do in the admin: only what is theirs, only through the services."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from commons.answers.models import Answer
from participation.ideas import services
from participation.ideas.models import Idea, StateChange
from participation.ideas.rules import IdeaState
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.body()


@pytest.fixture
def ruiz(office):
    return into_admin(make.official(body=office))


@pytest.fixture
def idea(office):
    return make.idea(on=make.stage(under=make.consultation(asked_by=office)), title="Pay the permit by the month")


def into_admin(person):
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return person


def page_of(idea):
    return reverse("idea_decisions:edit", args=[idea.pk])


LIST = "/admin/ideas/"


def test_the_list_holds_the_ideas_of_ones_offices(client, ruiz, idea):
    make.idea(title="Asked by another office")
    client.force_login(ruiz)
    page = client.get(LIST).content.decode()
    assert "Pay the permit by the month" in page
    assert "Asked by another office" not in page
    assert "Pay the permit" in client.get(f"{LIST}?state=published&q=permit").content.decode()
    for query in ("state=declined", "answered=true", "q=nowhere"):
        assert "Pay the permit" not in client.get(f"{LIST}?{query}").content.decode()
    assert client.get(f"{LIST}results/").status_code == 200


def test_others_are_turned_away(client, idea):
    stranger = into_admin(make.official(body=make.body()))
    for person in (into_admin(make.person()), into_admin(make.moderator())):
        client.force_login(person)
        for address in (LIST, page_of(idea)):
            response = client.get(address)
            assert response.status_code == 302
            assert response["Location"] == reverse("wagtailadmin_home")
    client.force_login(stranger)
    assert client.get(page_of(idea), follow=True).status_code == 404
    assert client.post(page_of(idea), {"deed": "state", "state-new": "accepted"}, follow=True).status_code == 404
    assert not StateChange.objects.exists()


def test_an_official_changes_the_state_with_a_note(client, ruiz, idea):
    client.force_login(ruiz)
    assert client.get(page_of(idea)).status_code == 200
    client.post(page_of(idea), {"deed": "state", "state-new": "accepted", "state-note": "Gladly."})
    idea.refresh_from_db()
    assert idea.state == IdeaState.ACCEPTED
    assert list(StateChange.objects.values_list("by", "new", "note")) == [(ruiz.pk, "accepted", "Gladly.")]


@pytest.mark.parametrize(
    "sent",
    [
        {"state-new": "declined", "state-note": " "},
        {"state-new": "delivered"},
        {"state-new": "withdrawn"},
        {"state-new": "odd"},
        {},
    ],
)
def test_what_the_rules_refuse_changes_nothing_and_says_why(client, ruiz, idea, sent):
    client.force_login(ruiz)
    response = client.post(page_of(idea), {"deed": "state", **sent})
    assert response.status_code == 200
    assert response.context["decision"].errors
    assert not StateChange.objects.exists()


def test_an_official_answers_and_revises(client, ruiz, idea):
    client.force_login(ruiz)
    client.post(page_of(idea), {"deed": "answer", "answer-text": "Yes, from March."})
    given = Answer.objects.get()
    client.post(page_of(idea), {"deed": "revise", "answer_pk": given.pk, f"revise-{given.pk}-text": "Yes, from April."})
    given.refresh_from_db()
    assert (given.text, given.author, given.revised_at is not None) == ("Yes, from April.", ruiz, True)
    page = client.get(idea.get_absolute_url()).content.decode()
    assert "Yes, from April." in page
    assert "Revised on" in page


def test_no_browser_cuts_off_what_an_official_pastes(client, ruiz, idea):
    client.force_login(ruiz)
    page = client.get(page_of(idea)).content.decode()
    assert 'name="answer-text"' in page
    assert "maxlength" not in page.partition("<main")[2]


@pytest.mark.parametrize("sent", [{"deed": "answer"}, {"deed": "answer", "answer-text": "x" * 10_001}])
def test_an_answer_that_does_not_do_comes_back(client, ruiz, idea, sent):
    client.force_login(ruiz)
    assert client.post(page_of(idea), sent).context["answer"].errors
    assert not Answer.objects.exists()


def test_forged_deeds_and_answers_are_nowhere(client, ruiz, idea):
    elsewhere = make.body()
    other = make.idea(on=make.stage(under=make.consultation(asked_by=elsewhere)))
    foreign = services.answer(by=make.official(body=elsewhere), idea=other, text="Ours.")
    client.force_login(ruiz)
    for sent in (
        {"deed": "delete"},
        {},
        {"deed": "revise"},
        {"deed": "revise", "answer_pk": "x"},
        {"deed": "revise", "answer_pk": "9" * 5000},
        {"deed": "revise", "answer_pk": foreign.pk, f"revise-{foreign.pk}-text": "Theirs."},
    ):
        assert client.post(page_of(idea), sent, follow=True).status_code == 404
    foreign.refresh_from_db()
    assert foreign.text == "Ours."


def test_no_generic_form_writes_an_idea(client, ruiz, idea):
    """Neither as a snippet nor by an add, edit or delete page of the model."""
    client.force_login(ruiz)
    for address in ("/admin/snippets/ideas/idea/", "/admin/ideas/add/", "/admin/ideas/new/", f"{page_of(idea)}delete/"):
        assert client.get(address, follow=True).status_code == 404
    client.post(page_of(idea), {"deed": "state", "title": "Changed", "state": "delivered", "support_count": "99"})
    idea.refresh_from_db()
    assert (idea.title, idea.state, idea.support_count) == ("Pay the permit by the month", "published", 0)
    assert Idea.objects.count() == 1
