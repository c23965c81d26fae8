"""Following an idea, being told of a post while reading, and going to the exact place, in a real browser with axe."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail as outbox
from playwright.sync_api import expect

from commons.jobs.services.running import run_next
from commons.notifications import services
from commons.notifications.models import Follow
from tests.participation import factories as make

from .test_ideas import PASSWORD, sideways, sign_in, sign_in_by_password


def picture(page, name):
    """Keep a picture where somebody wants to look."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def work():
    while run_next():
        pass


@pytest.mark.parametrize("width", [360, 1280])
def test_following_being_told_and_going_there(live_site, page, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    noor = make.person(name="Noor", password=PASSWORD)
    idea = make.idea(title="Accept a photo of the papers")
    page.goto(live_site + idea.get_absolute_url())
    page.get_by_role("button", name="Follow").click()
    sign_in_by_password(page, noor)
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    assert Follow.objects.filter(person=noor).count() == 1
    axe(page)
    picture(page, f"idea-{width}")
    expect(page.locator(".inbox-count")).to_be_hidden()
    post = make.post(on=idea, by=make.person(name="Dana"), text="We could try it at one desk first.")
    work()
    expect(page.locator(".inbox-count")).to_contain_text("1")
    axe(page)
    page.locator(".inbox-mark a").click()
    expect(page.get_by_role("heading", name="A new post in “Accept a photo of the papers”")).to_be_visible()
    make.post(on=idea, by=make.official(body=make.body()), text="We are trying it.")
    work()
    expect(page.get_by_text("Something new has come")).to_be_visible()
    page.get_by_text("Something new has come").click()
    axe(page)
    assert sideways(page) == 0
    picture(page, f"list-{width}")
    page.get_by_role("link", name="2 new posts").click()
    page.wait_for_url(f"**#post-{post.pk}")
    expect(page.locator(".inbox-count")).to_be_hidden()
    page.goto(f"{live_site}/en/notifications/following/")
    axe(page)
    assert sideways(page) == 0
    picture(page, f"following-{width}")
    page.get_by_role("button", name="Following").click()
    expect(page.get_by_text("You follow nothing yet")).to_be_visible()
    axe(page)
    page.goto(f"{live_site}/en/notifications/")
    axe(page)
    picture(page, f"read-{width}")


@pytest.mark.parametrize("width", [360, 1280])
def test_choosing_how_to_be_told_and_ending_mails(live_site, page, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    noor = make.person(name="Noor")
    sign_in(page, live_site, noor)
    page.goto(f"{live_site}/en/notifications/settings/")
    axe(page)
    assert sideways(page) == 0
    picture(page, f"settings-{width}")
    page.get_by_label("No mails from").fill("22:00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.get_by_label("until").fill("22:01")
    page.get_by_role("radio", name="At once").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    services.prefer(by=noor, mail="at-once", quiet_from=None, quiet_until=None, time_zone="", muted=())
    idea = make.idea(title="Accept a photo of the papers", by=noor)
    office = make.body()
    make.post(on=idea, by=make.official(body=office), text="We are trying it at one desk.", spoken_for=office)
    work()
    services.put_together()
    work()
    (message,) = outbox.outbox
    html = message.alternatives[0][0]
    page.context.clear_cookies()
    off = urlsplit(message.extra_headers["List-Unsubscribe"].strip("<>")).path
    page.goto(live_site + off)
    axe(page)
    page.get_by_role("button", name="No more of these e-mails").click()
    expect(page.get_by_text("We write to you no more about")).to_be_visible()
    axe(page)
    page.goto("about:blank")
    page.set_content(html)
    axe(page)
    picture(page, f"mail-{width}")
    assert sideways(page) == 0
    place = page.get_by_role("link", name="A new post in").get_attribute("href")
    page.goto(live_site + urlsplit(place).path)
    expect(page.get_by_text("We are trying it at one desk.")).to_be_visible()
