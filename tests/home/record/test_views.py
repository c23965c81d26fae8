"""The page and the file in which a person finds everything about themselves, and nothing of anybody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.deliberation import services as deliberation
from tests.participation import factories as town

from . import factories as make

pytestmark = pytest.mark.django_db
MINE, OTHERS = "Ana", "Zora"


@pytest.fixture
def ana(client):
    town.index()
    found = make.life(name=MINE)
    make.life(name=OTHERS)
    client.force_login(found.person)
    return found


def told(client):
    return client.get("/en/me/data.json").json()


@pytest.mark.parametrize("address", ["/en/me/", "/fr/me/", "/en/me/data.json", "/en/me/posts/"])
def test_strangers_are_sent_to_sign_in(client, address):
    town.index()
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/accounts/login/?next=" in answer.url


def test_the_file_holds_all_of_it(client, ana):
    found = told(client)
    assert found["format"] == "folkmoot-person-1"
    assert found["person"]["public_name"] == MINE
    assert found["person"]["email"] == ana.person.email
    # Follows and notifications come with it, and are told by their own tests.
    others = {"follows", "notifications"}
    records = {name: rows for name, rows in found["records"].items() if rows and name not in others}
    assert {name: [(row["kind"], row["words"]) for row in rows] for name, rows in records.items()} == {
        "account": [("address", ana.person.email), ("session", "A browser")],
        "ideas": [("idea", "The idea of Ana")],
        "supports": [("support", "Somebody’s idea that Ana likes")],
        "posts": [("post", "Said by Ana.")],
        "questions": [("question", "Ana asks?")],
        "guide-feedback": [("stuck", "Ana got stuck."), ("outcome", "Ana got it done.")],
    }


def test_nothing_of_anybody_else_is_in_it(client, ana):
    body = client.get("/en/me/data.json").content.decode() + client.get("/en/me/").content.decode()
    assert OTHERS not in body
    assert "An answer to" not in body


def test_staff_find_their_work_in_it(client):
    town.index()
    ruiz, other = make.official(name="Ruiz"), make.official(name="Okafor")
    client.force_login(ruiz.person)
    records = {name: rows for name, rows in told(client)["records"].items() if rows}
    assert sorted(records) == ["account", "answers", "hosted-sessions", "offices"]
    assert [row["words"] for row in records["answers"]] == ["Ruiz answers."]
    assert [row["words"] for row in records["offices"]] == [ruiz.office.name]
    assert records["answers"][0]["address"].endswith(f"/en/ideas/{ruiz.idea.pk}/#answer")
    assert str(other.answer.text) not in client.get("/en/me/").content.decode()


def test_every_place_is_linked_and_is_there(client, ana):
    rows = [row for rows in told(client)["records"].values() for row in rows if row["address"]]
    assert len(rows) >= 8
    for row in rows:
        path = row["address"].removeprefix("http://testserver").partition("#")[0]
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path


def test_what_a_moderator_hid_is_still_shown_to_who_wrote_it(client, ana):
    deliberation.hide(by=town.moderator(), post=ana.post)
    assert [(row["words"], row["state"]) for row in told(client)["records"]["posts"]] == [("Said by Ana.", "hidden")]


def test_lists_read_without_the_marks_of_formatting_and_the_file_holds_them(client, ana):
    town.post(on=ana.own, by=ana.person, text="Yes, and in *large* letters")
    assert "Yes, and in large letters" in client.get("/en/me/").content.decode()
    assert "Yes, and in *large* letters" in {row["words"] for row in told(client)["records"]["posts"]}


def test_it_is_a_file_and_kept_nowhere(client, ana):
    answer = client.get("/en/me/data.json")
    assert answer["Content-Disposition"] == 'attachment; filename="everything-about-me.json"'
    for address in ("/en/me/", "/en/me/data.json", "/en/me/posts/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_long_lists_have_pages_of_their_own(client, ana, monkeypatch):
    monkeypatch.setattr("participation.deliberation.services.PACE", 100)
    for number in range(40):
        town.post(on=ana.liked, by=ana.person, text=f"Number {number}.")
    front = client.get("/en/me/").content.decode()
    assert "Number 39." in front
    assert "Number 30." not in front
    assert "36 more" in front
    first, second = (client.get(f"/en/me/posts/?page={page}").content.decode() for page in (1, 2))
    assert "Number 10." in first
    assert "Said by Ana." not in first
    assert "Said by Ana." in second


@pytest.mark.parametrize("name", ["nothing", "decisions"])
def test_a_section_with_nothing_in_it_is_not_there(client, ana, name):
    assert client.get(f"/en/me/{name}/").status_code == 404


def test_somebody_new_finds_a_page_that_says_who_they_are(client):
    town.index()
    noor = town.person(name="Noor")
    client.force_login(noor)
    body = client.get("/en/me/").content.decode()
    assert noor.email in body
    assert "Noor" in body


def test_three_posts_cost_what_one_costs(client, ana):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/me/")
        return len(queries)

    cost()  # what is kept between requests is read once
    one = cost()
    town.post(on=ana.liked, by=ana.person, text="Two.")
    town.post(on=ana.liked, by=ana.person, text="Three.")
    town.idea(by=ana.person, title="Another idea of Ana")
    assert cost() == one
