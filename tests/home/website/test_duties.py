"""The first page of the CMS, as each role finds it."""

import pytest
from django.test import Client
from django.urls import reverse

from commons.people.participants import Participant
from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS
from guides.walkthroughs.services import report_stuck
from home.website.selectors.duties import duties_of
from participation.ideas import services
from participation.live_qa.rules import QuestionState, SessionState
from tests.commons.people.factories import person
from tests.guides.walkthroughs.factories import make_guide
from tests.home import factories as town
from tests.participation import factories as ideas
from tests.participation.live_qa import factories as live

pytestmark = pytest.mark.django_db

NEW, GUIDES, FILMS, STUCK, PLACES = "Make a guide", "Guides and pages", "Films", "Where people get stuck", "Services"
WORK = {
    EDITORS: [NEW, GUIDES, FILMS, STUCK, PLACES],
    OFFICIALS: ["Ideas", STUCK],
    MODERATORS: ["Moderation"],
    HOSTS: ["Live sessions"],
    AGENTS: [STUCK, "Search everything", PLACES],
    LEADS: [NEW, GUIDES, FILMS, STUCK, "Live sessions", PLACES, "People"],
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
        assert duty.waits == []


@pytest.mark.parametrize(("role", "offered"), [(EDITORS, True), (MODERATORS, False), (HOSTS, False)])
def test_the_report_on_translations_is_for_those_who_write_pages(role, offered):
    town.site()
    client = Client()
    client.force_login(person(roles=[role]))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtail_localize:translations_report") in page) is offered


def waiting(viewer):
    return [(waits.words, waits.address) for duty in duties_of(viewer) for waits in duty.waits]


def test_what_waits_is_said_with_the_way_to_it_to_those_whose_work_it_is():
    town.site()
    office = ideas.body()
    official, elsewhere, host = ideas.official(body=office), person(roles=[OFFICIALS]), person(roles=[HOSTS])
    stage = ideas.stage(under=ideas.consultation(asked_by=office))
    for title in ("Pay the permit by the month", "A desk on Saturdays"):
        ideas.idea(on=stage, title=title)
    services.withdraw(by=(gone := ideas.idea(on=stage, title="Taken back")).author, idea=gone)
    assert waiting(official) == [("2 ideas wait to be taken up", f"{reverse('idea_decisions:index')}?state=published")]
    session = live.session()
    live.question(session=session, state=QuestionState.WAITING)
    live.question(session=session)
    live.session(state=SessionState.CLOSED)
    here = reverse("live_qa:host", args=[session.code])
    assert waiting(host) == [(f"“{session.title}” is open: 1 question waits", here)]
    assert (waiting(elsewhere), waiting(person(roles=[LEADS]))) == ([], [])
    client = Client()
    client.force_login(host)
    assert f'href="{here}"' in client.get(reverse("wagtailadmin_home")).content.decode()


def test_steps_nobody_looked_at_wait_for_those_who_may_read_of_them():
    guide = make_guide()
    step = str(guide.steps.first().translation_key)
    report_stuck(by=Participant("noor"), page=guide, step_key=step, reason="unclear")
    for role in (EDITORS, OFFICIALS, AGENTS, LEADS):
        assert ("1 step waits to be looked at", f"{reverse('stuck_points')}?state=new") in waiting(person(roles=[role]))
    assert waiting(person(roles=[MODERATORS])) == []
