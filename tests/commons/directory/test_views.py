import json
import re

import pytest

from commons.directory.models import Service
from participation.live_qa.models import LiveSession
from tests.guides.walkthroughs.factories import make_guide
from tests.home import factories as town
from tests.participation import factories as talk
from tests.participation.live_qa import factories as live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    town.site()


def test_the_list_of_services_says_what_to_do_when_there_are_none(client):
    assert "No service is described here yet" in client.get("/en/services/").content.decode()


def test_a_service_page_says_how_to_reach_the_office(client):
    office = town.body(name="Parking & Streets", email="p@example.org", phone="01 23", reply_days=1)
    service = town.service(name="<Permit>", run_by=office, counter="Desk 3\nMonday")
    body = client.get(service.get_absolute_url()).content.decode()
    assert "<h1>&lt;Permit&gt;</h1>" in body
    assert "Parking &amp; Streets" in body
    assert 'href="mailto:p@example.org"' in body
    assert 'href="tel:0123"' in body
    assert "Desk 3<br>Monday" in body
    assert "1 working day<" in body
    assert "Nothing has gathered around this service yet" in body


def test_a_service_says_to_machines_what_it_says_to_people(client):
    office = town.body(name="Parking </script><b>", phone="01 23")
    service = town.service(name="Permit & more", run_by=office, summary="Park near home.")
    body = client.get(service.get_absolute_url()).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body)
    assert json.loads(block) == {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": "Permit & more",
        "description": "Park near home.",
        "url": f"http://testserver{service.get_absolute_url()}",
        "serviceOperator": {"@type": "GovernmentOrganization", "name": "Parking </script><b>"},
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": "01 23"},
        },
    }


def test_an_unknown_service_is_not_found(client):
    assert client.get("/en/services/nothing/").status_code == 404


def test_a_service_page_gathers_what_is_about_it_and_nothing_else(client):
    office = talk.body()
    service, other = talk.service(body=office), talk.service(body=office)
    stage = talk.stage(under=talk.consultation(title="About this", asked_by=office, services=[service]))
    talk.stage(under=talk.consultation(title="About another", asked_by=office, services=[other]))
    talk.consultation(title="Hidden", asked_by=office, services=[service], live=False)
    talk.idea(on=stage, title="An idea about this")
    body = client.get(service.get_absolute_url()).content.decode()
    assert "About this" in body
    assert "An idea about this" in body
    assert "About another" not in body
    assert "Hidden" not in body


def test_live_sessions_about_a_service_stand_on_its_page_but_no_drafts(client):
    shown, draft = live.session(title="Ask the parking team"), live.session(title="Not yet announced")
    service = talk.service(body=shown.body)
    LiveSession.objects.filter(pk__in=[shown.pk, draft.pk]).update(service=service)
    LiveSession.objects.filter(pk=draft.pk).update(state="draft")
    body = client.get(service.get_absolute_url()).content.decode()
    assert "Ask the parking team" in body
    assert "Not yet announced" not in body


@pytest.mark.parametrize("many", [1, 3])
def test_a_service_page_costs_the_same_for_one_and_for_three(client, many, django_assert_num_queries):
    office = talk.body()
    service = talk.service(body=office)
    for number in range(many):
        stage = talk.stage(under=talk.consultation(title=f"About {number}", asked_by=office, services=[service]))
        talk.idea(on=stage, title=f"An idea, number {number}")
        make_guide(title=f"Guide {number}", service=service)
        live.session(title=f"Session {number}", service=service)
    client.get(service.get_absolute_url())
    with django_assert_num_queries(32):
        assert client.get(service.get_absolute_url()).status_code == 200
    assert Service.objects.count() == 1
