"""From a report to the log in a real browser: reported, hidden, told, appealed against, shown again, logged."""

import pytest
from playwright.sync_api import expect

from tests.commons.moderation import factories as make
from tests.participation import factories as town

from .test_ideas import sideways, sign_in

SAID = "Only an idiot could propose this."


@pytest.fixture
def post(live_site):
    make.policy()
    return town.post(on=town.idea(on=town.stage()), text=SAID)


def window(browser, site, person=None, width=1280):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    if person:
        sign_in(page, site, person)
    return page


def test_reported_hidden_told_appealed_restored_and_logged(live_site, browser, axe, post, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    first, second = town.moderator(name="First"), town.moderator(name="Second")
    idea = live_site + f"/en/ideas/{post.thread.idea.pk}/"
    visitor = window(browser, live_site, width=360)
    visitor.goto(idea)
    visitor.locator(f"#post-{post.pk}").get_by_role("link", name="Report").click()
    axe(visitor)
    assert sideways(visitor) <= 0
    visitor.get_by_label("Rule 1: Respect people").check()
    visitor.wait_for_timeout(2100)  # nobody is quicker
    visitor.get_by_role("button", name="Send my report").click()
    expect(visitor.get_by_role("heading", name="Thank you, your report is in")).to_be_visible()
    axe(visitor)

    desk = window(browser, live_site, first)
    desk.goto(f"{live_site}/admin/moderation/")
    desk.get_by_role("link", name=post.thread.idea.title).or_(desk.get_by_role("link", name=SAID)).first.click()
    desk.get_by_label("Hide it").check()
    desk.get_by_label("Rule", exact=True).select_option(label="Rule 1: Respect people")
    desk.get_by_label("Words to its author").fill("Leave the word out; the rest is welcome.")
    desk.get_by_role("button", name="Decide", exact=True).click()
    expect(desk.get_by_text("It is decided.")).to_be_visible()

    visitor.goto(idea)
    expect(visitor.get_by_text(SAID)).to_have_count(0)
    expect(visitor.get_by_text("A moderator hid this post.")).to_be_visible()

    author = window(browser, live_site, post.author, width=360)
    author.goto(f"{live_site}/en/notifications/")
    author.get_by_role("link", name="A moderator hid something you wrote").first.click()
    expect(author.get_by_text("Leave the word out; the rest is welcome.")).to_be_visible()
    axe(author)
    assert sideways(author) <= 0
    author.get_by_label("Why should it be decided otherwise?").fill("I quoted the paper of last week.")
    author.get_by_role("button", name="Ask for a second look").click()
    expect(author.get_by_text("I quoted the paper of last week.")).to_be_visible()

    other = window(browser, live_site, second)
    other.goto(f"{live_site}/admin/moderation/post/{post.pk}/")
    other.get_by_label("The decision was taken back").check()
    other.locator("#id_verdict-words").fill("You did: it is shown again.")
    other.get_by_role("button", name="Decide the appeal").click()
    expect(other.get_by_text("The appeal is decided.")).to_be_visible()

    visitor.goto(idea)
    expect(visitor.get_by_text(SAID)).to_be_visible()
    visitor.goto(f"{live_site}/en/moderation/log/")
    expect(visitor.get_by_text("The decision was taken back")).to_be_visible()
    axe(visitor)
    assert sideways(visitor) <= 0
    visitor.goto(f"{live_site}/en/moderation/")
    axe(visitor)
    for page in (visitor, desk, author, other):
        page.context.close()
