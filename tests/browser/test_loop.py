"""The whole loop in the demo town, by everyone it takes, with axe on every page they meet.

A visitor gets stuck in a guide, proposes something better and signs up while doing so; it is supported, discussed and
answered; a question is asked live, without an account, and answered. Then editor, moderator, agent and lead, each where
their work begins, with a deed of theirs. With SCREENSHOTS set to a folder, pictures of it are put there, as the README
shows them.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commons.people.models import User
from participation.ideas.models import Idea
from participation.ideas.rules import IdeaState
from participation.live_qa.models import LiveSession
from participation.live_qa.rules import SessionState
from tests.remembered import remembered

from .waiting import until

GUIDE = "/en/guides/resident-parking-permit/"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
TITLE = "Let the bank letter be a screenshot of the app"
PICTURES = os.environ.get("SCREENSHOTS", "")
# What axe looks at where Wagtail has left something: its forms of snippets have no heading of the first level, which is
# asked of whole pages only; its form of a person leads to the next tab by a tab outside of the list of tabs.
BELOW_THE_HEADING = {"include": [["main"]]}
BUT_THE_WAY_TO_THE_NEXT_TAB = {"exclude": [["main a.button[role=tab]"]]}


class Person:
    """Somebody at a window of their own."""

    def __init__(self, browser, site, axe, *, size, email=""):
        self.context = browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/Paris")
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.site, self._axe = site, axe
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        if email:
            client = Client()
            client.force_login(User.objects.get(email=email))
            name = settings.SESSION_COOKIE_NAME
            self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])

    def go(self, address, context=None):
        """Open a page, which is well and fits the window."""
        answer = self.page.goto(self.site + address)
        assert answer.status == 200, address
        self.look(context=context)

    def look(self, picture="", context=None):
        """The page as it is now pleases axe, in all of it or within `context`, and needs no scrolling sideways."""
        self.page.wait_for_load_state()
        self._axe(self.page, context)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        if PICTURES and picture:
            self.page.screenshot(path=Path(PICTURES) / f"{picture}.png")

    def press(self, name, **kwargs):
        self.page.get_by_role("button", name=name, **kwargs).first.click()

    def sees(self, words):
        expect(self.page.get_by_text(words).first).to_be_visible()


def build():
    """Build the demo town."""
    try:
        remembered("the demo town", lambda: call_command("demo", verbosity=0))
    finally:
        connections.close_all()


@pytest.fixture
def somebody(live_site, browser, axe):
    """`somebody(size=…, email=…)`: a person at a window of the demo town."""
    # In a thread of its own, since services announce what they do, which playwright's loop stands in the way of.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(build).result()
    people = []

    def arrive(**kwargs):
        people.append(Person(browser, live_site, axe, **kwargs))
        return people[-1]

    yield arrive
    for person in people:
        person.context.close()
    assert [fault for person in people for fault in person.faults] == []


def test_the_whole_loop(somebody, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    visitor = somebody(size=PHONE)
    finds_the_guide_and_the_second(visitor)
    says_where_it_got_stuck(visitor)
    idea = proposes_something_better(visitor)
    noor = somebody(size=DESK, email="noor@example.org")
    is_supported_and_discussed(idea, visitor, noor)
    official = somebody(size=DESK, email="official@example.org")
    is_answered(idea, official, visitor)
    asks_live(somebody(size=PHONE), somebody(size=DESK, email="host@example.org"), somebody(size=DESK))


def finds_the_guide_and_the_second(visitor):
    visitor.go("/en/")
    visitor.look("front-phone")
    visitor.page.get_by_role("searchbox").first.fill("landlord letter tenancy")
    visitor.press("Search")
    visitor.look("search-phone")
    visitor.go(GUIDE)
    visitor.look("guide-phone")
    third = visitor.page.locator("#step-3")
    third.locator("a[data-seek]").click()
    until(visitor.page, "document.querySelector('video').currentTime >= 34")
    expect(third).to_have_attribute("aria-current", "step")


def says_where_it_got_stuck(visitor):
    visitor.page.locator("#step-3").get_by_role("link", name="I got stuck here").click()
    visitor.page.get_by_role("radio").first.check()
    visitor.page.get_by_role("textbox").last.fill("My bank writes no letters.")
    visitor.page.wait_for_timeout(2_100)  # Quicker than two seconds is taken for a machine.
    visitor.look("stuck-phone")
    visitor.press("Send", exact=True)
    visitor.sees("Thank you, we have it")
    visitor.look()
    visitor.go(GUIDE)
    visitor.sees("35 people got stuck here")


def proposes_something_better(visitor):
    visitor.page.locator("#step-3").get_by_role("link", name="Suggest a better way").click()
    visitor.page.get_by_label("Your idea in one sentence").fill(TITLE)
    visitor.page.get_by_label("What would it change, and for whom?").fill("Banks here stopped sending letters in 2024.")
    visitor.look("propose-phone")
    visitor.press("Send my idea")
    signs_up(visitor)
    expect(visitor.page.get_by_label("Your idea in one sentence")).to_have_value(TITLE)
    visitor.look()
    visitor.press("Send my idea")
    visitor.sees("Your idea is published")
    visitor.look()
    return Idea.objects.get(title=TITLE)


def signs_up(visitor):
    visitor.look()
    visitor.page.get_by_role("link", name="Make an account").click()
    visitor.page.get_by_label("Public name").fill("Jo")
    visitor.page.get_by_label("E-mail address").fill("jo@example.org")
    visitor.look()
    visitor.press("Make an account")
    visitor.page.get_by_label("Code from the e-mail").wait_for()
    visitor.look()
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code, mail.outbox[-1].body
    visitor.page.get_by_label("Code from the e-mail").fill(code[1])
    visitor.press("Go on")


def is_supported_and_discussed(idea, visitor, noor):
    visitor.go(idea.get_absolute_url())
    noor.go(idea.get_absolute_url())
    noor.page.locator(".vote-button").first.click()
    expect(noor.page.locator(".vote-button").first).to_have_attribute("aria-pressed", "true")
    visitor.page.wait_for_load_state("networkidle")
    noor.page.locator("#write textarea").fill("Mine sends PDF files only, too.")
    noor.press("Publish my post")
    noor.sees("Mine sends PDF files only, too.")
    noor.look()
    visitor.press("Show 1 new post")
    visitor.sees("Mine sends PDF files only, too.")
    visitor.look("idea-phone")
    idea.refresh_from_db()
    assert (idea.support_count, idea.thread.posts.count()) == (1, 1)


def is_answered(idea, official, visitor):
    official.go(reverse("idea_decisions:edit", args=[idea.pk]))
    answer = official.page.locator("form:has(input[value=answer])")
    answer.locator("textarea").fill("Yes: a screenshot with your name and address will do from Monday.")
    answer.get_by_role("button").click()
    state = official.page.locator("form:has(input[value=state])")
    state.locator("select, input[type=radio][value=considered]").first.wait_for()
    if state.locator("select").count():
        state.locator("select").select_option(IdeaState.CONSIDERED.value)
    else:
        state.locator(f"input[value={IdeaState.CONSIDERED.value}]").check()
    state.locator("textarea").fill("We try it out at desk 4 first.")
    state.get_by_role("button").click()
    official.page.get_by_text("We try it out at desk 4 first.").first.wait_for()
    official.look()
    visitor.go(idea.get_absolute_url())
    visitor.sees("Parking and Streets answered on")
    visitor.sees("We try it out at desk 4 first.")
    idea.refresh_from_db()
    assert idea.state == IdeaState.CONSIDERED


def asks_live(guest, host, hall):
    session = LiveSession.objects.get(state=SessionState.OPEN)
    room = session.get_absolute_url()
    guest.go("/en/live/")
    guest.go(room)
    hall.go(f"{room}stage/")
    host.go(f"{room}host/")
    guest.page.wait_for_timeout(2_100)
    guest.page.get_by_label("Your question", exact=True).fill("Will the desk take a screenshot, too?")
    guest.press("Send my question")
    expect(guest.page.locator("[data-part=yours]")).to_contain_text("Will the desk take a screenshot, too?")
    guest.look("live-phone")
    host.go(f"{room}host/")
    host.press(re.compile("Show it.*take a screenshot"))
    host.press(re.compile("Answer it now.*take a screenshot"))
    expect(hall.page.locator("body")).to_contain_text("Will the desk take a screenshot, too?")
    hall.look("stage-desk")
    guest.page.locator("[data-part=answering]").get_by_text("Will the desk take a screenshot, too?").wait_for()
    host.go(f"{room}host/")
    host.look("host-desk")
    host.press(re.compile("Mark as answered.*take a screenshot"))
    guest.go(f"{room}?order=answered")
    guest.sees("Will the desk take a screenshot, too?")


@pytest.mark.long
def test_where_the_others_begin(somebody):
    """Each at the CMS's first page, which leads to their work; a queue, and a deed that no other test here does."""
    teaches_the_search(somebody(size=DESK, email="editor@example.org"), somebody(size=PHONE))
    takes_a_case(somebody(size=DESK, email="moderator@example.org"))
    finds_it_for_somebody(somebody(size=DESK, email="agent@example.org"))
    opens_an_account(somebody(size=DESK, email="lead@example.org"))


def teaches_the_search(editor, visitor):
    editor.go("/admin/")
    editor.go("/admin/snippets/home_search/synonymgroup/add/", BELOW_THE_HEADING)
    editor.page.locator("#id_language").select_option(label="English")
    editor.page.locator("#id_words").fill("lodger\ntenant")
    editor.press("Save")
    editor.sees("lodger = tenant")
    visitor.go("/en/search/?q=lodger")
    visitor.sees("Stop asking tenants for a letter")


def takes_a_case(moderator):
    moderator.go("/admin/")
    moderator.page.get_by_role("link", name="1 case waits").click()
    moderator.look()
    moderator.page.locator("main a[href^='/admin/moderation/post/']").first.click()
    moderator.look()
    moderator.page.get_by_label("Looked after by").select_option(label="Inês Carvalho")
    moderator.press("Note it")
    expect(moderator.page.get_by_label("Looked after by").locator("option:checked")).to_have_text("Inês Carvalho")
    moderator.go("/admin/moderation/?show=mine")
    expect(moderator.page.locator("main a[href^='/admin/moderation/post/']")).to_have_count(1)


def finds_it_for_somebody(agent):
    agent.go("/admin/")
    agent.go("/admin/stuck-points/")
    agent.page.goto(agent.site + "/admin/")
    agent.page.get_by_role("link", name="Search everything").click()
    agent.page.get_by_role("searchbox").first.fill("permit")
    agent.press("Search")
    agent.look()
    agent.page.get_by_role("link", name="Get a resident parking permit").first.click()
    agent.page.locator("#step-3").wait_for()
    agent.look()


def opens_an_account(lead):
    lead.go("/admin/")
    lead.go("/admin/users/")
    lead.go("/admin/users/new/", BUT_THE_WAY_TO_THE_NEXT_TAB)
    lead.page.get_by_label("Email").fill("colleague@example.org")
    lead.page.get_by_label("Public name").fill("Robin Vale")
    lead.page.get_by_role("tab", name="Roles").first.click()
    lead.page.get_by_label("Hosts").check()
    lead.press("Create")
    lead.sees("Robin Vale")
    assert [group.name for group in User.objects.get(email="colleague@example.org").groups.all()] == ["Hosts"]


@pytest.mark.long
def test_the_pages_of_the_readme(somebody):
    """What a newcomer sees first, at a desk."""
    visitor = somebody(size=DESK)
    answered = Idea.objects.filter(answered_at__isnull=False, thread__post_count__gt=10).first()
    pages = {
        "front": "/en/",
        "guide": GUIDE,
        "guides": "/en/guides/",
        "consultation": "/en/consultations/simpler-parking-permit/",
        "ideas": "/en/consultations/simpler-parking-permit/ideas/",
        "idea": answered.get_absolute_url() if answered else Idea.objects.first().get_absolute_url(),
        "search": "/en/search/?q=parking+permit",
        "services": "/en/services/resident-parking/",
        "french": "/fr/",
    }
    for name, address in pages.items():
        visitor.go(address)
        visitor.look(f"{name}-desk")
