"""Proposing, supporting and discussing in a real browser, with axe on every page."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from participation.deliberation import services as discussion
from participation.deliberation.models import Post
from participation.ideas import services
from participation.ideas.models import Idea
from participation.ideas.rules import IdeaState
from tests.participation import factories as make

from .waiting import until

PASSWORD = "moot-for-folk-9"


def sign_in(page, site, person):
    """Give the window the session of a person."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def town(live_site):
    """A consultation with an idea that is answered, one that is discussed, and one that is new."""
    office = make.body()
    ruiz = make.official(body=office)
    under = make.consultation(asked_by=office)
    stage = make.stage(under=under)
    answered = make.idea(on=stage, title="Let people pay the permit by the month")
    services.answer(by=ruiz, idea=answered, text="Yes, from March.")
    services.change_state(by=ruiz, idea=answered, new=IdeaState.ACCEPTED, note="It costs us little.")
    discussed = make.idea(on=stage, title="Accept a photo of the papers")
    first = make.post(on=discussed, text="Please do.")
    make.post(on=discussed, by=ruiz, parent=first, text="We are trying it.", spoken_for=office)
    make.idea(on=stage, title="Open the desk on Saturdays")
    return {
        "site": live_site,
        "stage": stage,
        "under": under,
        "answered": answered,
        "discussed": discussed,
        "first": first,
    }


def test_every_page_pleases_axe_and_fits(town, page, axe, looks):
    closed = make.stage(under=town["under"], opens=-9, closes=-1)
    late = make.idea(on=closed, title="Too late for this one")
    addresses = [
        make.index().get_url(),
        town["under"].get_url(),
        town["stage"].get_url(),
        f"{town['stage'].get_url()}?q=nothing-fits",
        closed.get_url(),
        town["answered"].get_absolute_url(),
        town["discussed"].get_absolute_url(),
        late.get_absolute_url(),
        f"/en/ideas/new/{town['stage'].translation_key}/",
        f"/en/threads/{town['discussed'].thread_id}/reply/?to={town['first'].pk}",
    ]
    for address in addresses:
        page.goto(town["site"] + address)
        for _width in looks(page, (320, "light"), (1280, "dark")):
            axe(page)
            assert sideways(page) == 0, address


def test_what_a_visitor_types_survives_signing_in(town, page, axe):
    ana = make.person(name="ana", password=PASSWORD)
    page.goto(town["site"] + town["stage"].get_url())
    page.get_by_role("link", name="Propose an idea").click()
    page.get_by_label("Your idea in one sentence").fill("Short")
    page.get_by_role("button", name="Send my idea").click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.get_by_label("Your idea in one sentence").fill("Remind us a month before it runs out")
    page.get_by_label("What would it change, and for whom?").fill("A mail would have saved me a fine of 30 euros.")
    page.get_by_role("button", name="Send my idea").click()
    page.get_by_text("password", exact=False).first.wait_for()
    sign_in_by_password(page, ana)
    expect(page.get_by_text("We kept what you typed")).to_be_visible()
    expect(page.get_by_label("Your idea in one sentence")).to_have_value("Remind us a month before it runs out")
    axe(page)
    page.get_by_role("button", name="Send my idea").click()
    expect(page.get_by_role("heading", name="Your idea is published")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="See my idea").click()
    expect(page.get_by_role("heading", name="Remind us a month before it runs out")).to_be_visible()
    axe(page)
    assert Idea.objects.filter(author=ana).count() == 1


def sign_in_by_password(page, person):
    """Through the site's own page, opening the password's part where it is folded away."""
    password = page.locator("input[name=password]")
    if not password.is_visible():
        page.locator("details:has(input[name=password]) > summary").click()
    form = page.locator("form:has(input[name=password])")
    form.locator("input[name=login]").fill(person.email)
    password.fill(PASSWORD)
    form.locator("input[name=password]").press("Enter")


@pytest.mark.parametrize("script", [True, False])
def test_support_from_the_list_with_and_without_script(town, browser, script):
    noor, idea = make.person(name="noor"), Idea.objects.get(title="Open the desk on Saturdays")
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 800})
    page = context.new_page()
    sign_in(page, town["site"], noor)
    page.goto(f"{town['site']}{town['stage'].get_url()}?order=newest")
    button = page.get_by_role("button", name="Open the desk on Saturdays")
    expect(button).to_have_attribute("aria-pressed", "false")
    for pressed, count in (("true", "1"), ("false", "0")):
        button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)
        words = {"true": "Supported", "false": "Support"}
        expect(button.locator(".vote-word:visible")).to_have_text(words[pressed])
        expect(button.locator(".vote-count")).to_have_text(count)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    idea.refresh_from_db()
    assert idea.support_count == 1
    assert "order=newest" in page.url
    context.close()


def test_the_words_beside_the_button_follow_it(town, page):
    sign_in(page, town["site"], make.person(name="noor"))
    idea = Idea.objects.get(title="Open the desk on Saturdays")
    page.goto(f"{town['site']}{idea.get_absolute_url()}")
    for words in ("You support this.", "Would this help you, too?"):
        page.locator(".support-line .vote-button").click()
        expect(page.locator(".vote-said:visible")).to_contain_text(words)


def test_new_posts_wait_until_they_are_asked_for_and_find_their_place(town, page, axe):
    noor = make.person(name="noor")
    sign_in(page, town["site"], noor)
    page.goto(town["site"] + town["discussed"].get_absolute_url())
    page.wait_for_load_state("networkidle")
    before = page.locator("article[id^=post-]").count()
    made = [
        make.post(on=town["discussed"], text="A reply from elsewhere", parent=town["first"]),
        make.post(on=town["discussed"], text="A new branch from elsewhere"),
    ]
    show = page.get_by_role("button", name="Show 2 new posts")
    expect(show).to_be_visible()
    assert page.locator("article[id^=post-]").count() == before
    axe(page)
    show.click()
    expect(page.locator(f"#post-{made[0].pk}")).to_be_focused()
    expect(page.locator(f"#post-{town['first'].pk} #post-{made[0].pk}")).to_have_count(1)
    expect(page.locator(f"#post-{made[1].pk}")).to_be_visible()
    expect(show).to_have_count(0)
    axe(page)


def test_a_reply_is_written_below_the_post_and_lands_there(town, page, axe):
    noor = make.person(name="noor")
    sign_in(page, town["site"], noor)
    page.goto(town["site"] + town["discussed"].get_absolute_url())
    first = page.locator(f"#post-{town['first'].pk}")
    first.get_by_role("link", name="Reply").first.click()
    box = first.locator(".reply-form textarea")
    expect(box).to_be_focused()
    axe(page)
    box.fill("Written right here")
    first.get_by_role("button", name="Publish my reply").click()
    page.wait_for_url("**#post-*")
    reply = Post.objects.get(text="Written right here")
    assert (reply.parent, reply.author) == (town["first"], noor)
    expect(page.locator(f"#post-{town['first'].pk} #post-{reply.pk}")).to_be_visible()


def test_what_is_typed_stays_on_the_device_until_it_is_published(town, page):
    sign_in(page, town["site"], make.person(name="noor"))
    address = town["site"] + town["discussed"].get_absolute_url()
    page.goto(address)
    until(page, "customElements.get('draft-keeper') !== undefined")
    page.get_by_label("Your post").fill("Typed before the line broke")
    page.wait_for_timeout(600)
    page.goto(address)
    expect(page.get_by_label("Your post")).to_have_value("Typed before the line broke")
    page.get_by_role("button", name="Publish my post").click()
    page.wait_for_url("**#post-*")
    expect(page.get_by_label("Your post")).to_have_value("")
    assert Post.objects.filter(text="Typed before the line broke").count() == 1


def test_what_is_hidden_vanishes_from_open_pages_and_disturbs_nobody(town, page, axe):
    thread, first, mod = town["discussed"], town["first"], make.moderator()
    reply = Post.objects.get(parent=first)
    sign_in(page, town["site"], make.person(name="noor"))
    page.goto(town["site"] + thread.get_absolute_url())
    page.wait_for_load_state("networkidle")
    shown = page.locator(f"#post-{first.pk} > .thread-body")
    shown.get_by_role("link", name="Reply").click()
    box = shown.locator(".reply-form textarea")
    expect(box).to_be_focused()
    box.fill("Half a repl")
    top = page.evaluate("scrollY")
    discussion.hide(by=mod, post=first)
    expect(shown.locator(".prose")).to_have_count(0)
    expect(shown.locator(".thread-hidden")).to_have_text("A moderator hid this post.")
    expect(page.get_by_text("Please do.")).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).to_have_value("Half a repl")
    assert page.evaluate("scrollY") == top
    expect(page.locator("[data-part=said]")).to_have_text("A moderator hid this post.")
    axe(page)
    discussion.restore(by=mod, post=first)
    expect(shown.locator(".prose")).to_have_text("Please do.")
    link = page.locator(f"#post-{reply.pk} > .thread-body").get_by_role("link", name="Link")
    link.focus()
    discussion.edit(by=reply.author, post=reply, text="We try it from Monday.")
    expect(page.get_by_text("We try it from Monday.")).to_be_visible()
    expect(link).to_be_focused()
    expect(page.locator("[data-part=said]")).to_have_text("This post was changed just now.")
    late = make.post(on=thread, text="Withdrawn before it is asked for")
    show = page.get_by_role("button", name="Show 1 new post")
    expect(show).to_be_visible()
    discussion.withdraw(by=late.author, post=late)
    expect(show).to_have_count(0)
    assert box.input_value() == "Half a repl"


def test_a_page_without_a_line_asks_for_changes_itself(town, browser):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.route_web_socket("**/ws/**", lambda socket: socket.close())
    page.clock.install()
    page.goto(town["site"] + town["discussed"].get_absolute_url())
    page.wait_for_load_state("networkidle")
    discussion.hide(by=make.moderator(), post=town["first"])
    new = make.post(on=town["discussed"], text="Came meanwhile")
    page.clock.run_for(16_000)
    expect(page.get_by_text("Please do.")).to_have_count(0)
    page.get_by_role("button", name="Show 1 new post").click()
    expect(page.locator(f"#post-{new.pk}")).to_be_focused()
    context.close()
