"""A guide's step is discussed: begun without an account, answered by an office, read in both languages."""

import re

import pytest
from playwright.sync_api import expect

from participation.deliberation import services as threads
from participation.deliberation.models import Post
from tests.guides.walkthroughs.factories import make_guide, translate
from tests.participation import factories as make

from .test_ideas import PASSWORD, sideways, sign_in_by_password

NOBODY = "Nobody has said anything yet"


@pytest.fixture
def town(live_site):
    """A guide of three steps in both languages, of which nobody has said anything."""
    guide = make_guide()
    return live_site, guide, translate(guide)


def test_a_step_is_discussed_from_the_guide_and_back(town, page, axe, looks):
    site, guide, french = town
    noor, office = make.person(name="noor", password=PASSWORD), make.body()
    page.goto(site + guide.get_url())
    page.locator("#step-2").get_by_role("link", name="Discuss this step").click()
    expect(page.get_by_role("heading", level=1, name="Show where you live")).to_be_visible()
    expect(page.get_by_text(NOBODY)).to_be_visible()
    axe(page)
    page.get_by_label("Your post").fill("Bring two photos.")
    page.get_by_role("button", name="Publish my post").click()
    page.get_by_text("password", exact=False).first.wait_for()
    sign_in_by_password(page, noor)
    expect(page.get_by_label("Your post")).to_have_value("Bring two photos.")
    axe(page)
    page.get_by_role("button", name="Publish my post").click()
    page.wait_for_url("**#post-*")
    first = Post.objects.get()
    expect(page.locator(f"#post-{first.pk}")).to_contain_text("Bring two photos.")
    expect(page.get_by_label("Your post")).to_have_value("")
    page.wait_for_load_state("networkidle")
    reply = threads.post(
        by=make.official(body=office), thread=first.thread, parent=first, text="One is enough now.", spoken_for=office
    )
    page.get_by_role("button", name="Show 1 new post").click()
    expect(page.locator(f"#post-{first.pk} #post-{reply.pk} .official-mark")).to_contain_text("Parking and Streets")
    for _width in looks(page, (320, "light"), (1280, "dark")):
        axe(page)
        assert sideways(page) == 0
    page.get_by_role("link", name="Back to the step in the guide").click()
    page.wait_for_url(re.compile(r"/en/guides/.*#step-2$"))
    expect(page.locator("#step-2").get_by_role("link", name="Discuss this step")).to_contain_text("(2 posts)")
    page.goto(site + french.get_url())
    page.locator("#step-2").get_by_role("link", name="Discuter de cette étape").click()
    expect(page.get_by_text("One is enough now.")).to_be_visible()
    assert page.locator(f"#post-{reply.pk} [lang=en]").count() == 1
    axe(page)
