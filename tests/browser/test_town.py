"""The town's own pages in a real browser: the front page, the search, and becoming somebody while an idea is typed."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from commons.people.models import User
from participation.ideas import services as ideas
from participation.ideas.models import Idea
from participation.ideas.rules import IdeaState
from tests.commons.people.factories import PASSWORD, person
from tests.home import factories as town
from tests.participation import factories as talk


@pytest.fixture
def alder_bay(live_site):
    """A town where something is open and something has changed."""
    town.site(often_wanted={"en": "street party, bulky waste"}, email="town@example.org", phone="01 23 45")
    office = talk.body()
    official = talk.official(body=office)
    service = talk.service(body=office, name="Resident parking permit")
    stage = talk.stage(under=talk.consultation(title="Make the permit simpler", asked_by=office, services=[service]))
    idea = talk.idea(on=stage, by=talk.person(name="Noor"), title="Permits without a landlord's letter")
    ideas.change_state(by=official, idea=idea, new=IdeaState.ACCEPTED)
    ideas.answer(by=official, idea=idea, text="Since Monday the lease is enough.")
    ideas.change_state(by=official, idea=idea, new=IdeaState.DELIVERED)
    return live_site


def code() -> str:
    """The code in the last mail."""
    found = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def fits(page: Page) -> bool:
    """Whether nothing makes the page scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_front_page_leads_to_what_one_came_for(page: Page, alder_bay, axe):
    page.goto(f"{alder_bay}/en/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you need to get done?")
    expect(page.get_by_role("link", name="Make the permit simpler")).to_be_visible()
    expect(page.get_by_text("Since Monday the lease is enough.")).to_be_visible()
    axe(page)
    page.get_by_role("main").get_by_role("searchbox").fill("permits")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("3 results")
    expect(page.locator("mark").first).to_have_text("permit")
    axe(page)
    page.get_by_role("link", name="Resident parking permit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Resident parking permit")
    expect(page.get_by_role("link", name="Permits without a landlord's letter")).to_be_visible()
    axe(page)


@pytest.mark.parametrize(
    "path", ["", "search/?q=permits", "services/", "contact/", "accounts/login/", "accounts/signup/"]
)
def test_pages_fit_a_small_dark_screen(page: Page, alder_bay, axe, path):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{alder_bay}/en/{path}")
    assert fits(page)
    axe(page)


@pytest.mark.parametrize("path", ["", "search/?q=zzzzzz", "search/", "services/"])
def test_empty_pages_say_what_to_do(page: Page, live_site, axe, path):
    town.site()
    page.goto(f"{live_site}/en/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)


def test_the_other_language_is_one_click_away_and_keeps_the_search(page: Page, alder_bay):
    page.goto(f"{alder_bay}/en/search/?q=permits")
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{alder_bay}/fr/search/?q=permits")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_an_idea_typed_by_a_stranger_survives_making_an_account(page: Page, alder_bay, axe):
    page.goto(f"{alder_bay}/en/consultations/")
    page.get_by_role("link", name="Make the permit simpler").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("Ideas|Propose")).first.click()
    page.goto(f"{alder_bay}{_new_idea(page)}")
    page.get_by_label("Your idea in one sentence").fill("Pay the permit by the month")
    page.get_by_label("What would it change, and for whom?").fill(
        "Two hundred at once is a lot for many people who need the car for work."
    )
    page.get_by_role("button", name="Send my idea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    axe(page)
    page.get_by_role("main").get_by_role("link", name="Make an account").click()
    page.get_by_label("Public name").fill("Ana")
    page.get_by_label("E-mail address").fill("ana@example.org")
    axe(page)
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type your code")
    axe(page)
    page.get_by_label("Code from the e-mail").fill("WRONG1")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".error-summary")).to_be_visible()
    axe(page)
    page.get_by_label("Code from the e-mail").fill(code())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Your idea in one sentence")).to_have_value("Pay the permit by the month")
    page.get_by_role("button", name="Send my idea").click()
    expect(page.get_by_role("main")).to_contain_text("Pay the permit by the month")
    assert Idea.objects.get(title="Pay the permit by the month").author == User.objects.get(email="ana@example.org")


def _new_idea(page: Page) -> str:
    """The address of the form, as the page's own link gives it."""
    return page.locator("a[href*='/ideas/new'], a[href*='/new/']").first.get_attribute("href")


def test_the_account_by_keyboard_alone(page: Page, live_site, axe):
    town.site()
    person(email="ana@example.org", name="Ana", password=PASSWORD, language="en")
    page.goto(f"{live_site}/en/accounts/login/")
    page.get_by_text("Sign in with a password").press("Enter")
    page.get_by_label("E-mail address").nth(1).fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are signed in as Ana.")).to_be_visible()
    page.goto(f"{live_site}/en/accounts/")
    axe(page)
    page.get_by_label("Public name").fill("ana@example.org")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.get_by_label("Public name").fill("Ana of the Quay")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is how others see you: Ana of the Quay")).to_be_visible()
    for address in ("email/", "password/change/", "2fa/"):
        page.goto(f"{live_site}/en/accounts/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
