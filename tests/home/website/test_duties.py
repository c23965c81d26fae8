"""The first page of the CMS, as each role finds it."""

import pytest
from django.test import Client
from django.urls import reverse

from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS
from tests.commons.people.factories import person
from tests.home import factories as town

pytestmark = pytest.mark.django_db

GUIDES, FILMS, STUCK, PLACES = "Guides and pages", "Films", "Where people get stuck", "Services"
WORK = {
    EDITORS: [GUIDES, FILMS, STUCK, PLACES],
    OFFICIALS: ["Ideas", STUCK],
    MODERATORS: ["Discussions"],
    HOSTS: ["Live sessions"],
    AGENTS: [STUCK, "Search everything", PLACES],
    LEADS: [GUIDES, FILMS, STUCK, "Live sessions", PLACES, "People"],
}


@pytest.mark.parametrize("role", WORK)
def test_each_role_finds_its_work_and_every_way_leads_there(role):
    town.site()
    client = Client()
    client.force_login(person(roles=[role]))
    home = client.get(reverse("wagtailadmin_home"))
    duties = next(panel for panel in home.context["panels"] if panel.name == "your_work").get_context_data(
        {"request": home.wsgi_request}
    )["duties"]
    assert [str(duty.label) for duty in duties] == WORK[role]
    for duty in duties:
        assert duty.address in home.content.decode()
        assert client.get(duty.address).status_code == 200, duty.label


@pytest.mark.parametrize(("role", "offered"), [(EDITORS, True), (MODERATORS, False), (HOSTS, False)])
def test_the_report_on_translations_is_for_those_who_write_pages(role, offered):
    town.site()
    client = Client()
    client.force_login(person(roles=[role]))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtail_localize:translations_report") in page) is offered
