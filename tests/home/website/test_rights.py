"""The page that says who may do what is made of the rules: whatever they say, it says."""

import pytest

from commons.people.roles import EDITORS, HOSTS, LEADS, MODERATORS
from home.website.selectors import rights
from participation.deliberation import rules as threads
from participation.ideas import rules as ideas
from participation.live_qa import rules as live
from tests.commons.people.factories import person
from tests.home import factories as town

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/who-may-do-what/"


@pytest.fixture(autouse=True)
def _site():
    town.site()


def test_every_deed_has_its_row():
    _staff, *found = rights.tables(None)
    assert [[row[0] for row in table.rows] for table in found] == [
        [str(deed.label) for deed in kind.Deed] for kind in (ideas, threads, live)
    ]


def test_a_row_reads_as_the_rule_decides():
    staff, of_ideas, of_threads, _live = rights.tables(None)
    assert of_ideas.rows[1] == [
        "Support it",
        "Somebody signed in, but not: The author of the idea",
        "Open",
        "Published, Under consideration",
    ]
    assert of_threads.rows[3] == ["Hide", "A moderator", "Open, Closed", "Shown"]
    pages = next(row for row in staff.rows if row[0] == "Pages")
    by_role = dict(zip(staff.headers[1:], pages[1:], strict=True))
    assert by_role["Editors"] == "add, change, publish, lock, unlock"
    assert by_role["Officials"] == "add, change"
    assert by_role["Moderators"] == "–"
    people = next(row for row in staff.rows if row[0] == "People")
    assert [cell for cell in people[1:] if cell != "–"] == ["add, change, delete, see"]


def test_it_follows_the_rules(monkeypatch):
    changed = ideas.Grant(ideas.Role.OFFICIAL, ideas.OPEN, ideas.UNDECIDED)
    monkeypatch.setitem(ideas.GRANTS, ideas.Deed.SUPPORT, changed)
    assert rights.tables(None)[1].rows[1][1] == "An official of the office that asks"


@pytest.mark.parametrize("role", [EDITORS, HOSTS, LEADS, MODERATORS])
def test_all_of_the_staff_may_read_it(client, role):
    client.force_login(person(roles=[role]))
    body = client.get(ADDRESS).content.decode()
    assert "Who may do what" in body
    assert ADDRESS in client.get("/admin/").content.decode()


def test_nobody_else_may(client):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(person())
    assert client.get(ADDRESS).status_code == 403
