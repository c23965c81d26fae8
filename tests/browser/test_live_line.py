"""A bad line to a live session: it comes back ever more slowly, and what was typed survives and is stored once."""

import json

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commons.answers.models import Answer
from commons.people import abuse
from commons.people.roles import HOSTS
from participation.live_qa import services
from participation.live_qa.models import LiveSession, Question
from participation.live_qa.rules import QuestionState
from tests.participation.live_qa import factories as make

from .waiting import until

pytestmark = pytest.mark.django_db(transaction=True)

# Waits are spread by chance: without it they are what they are, at their shortest.
NO_CHANCE = "Math.random = () => 0"
AWAY = "No connection. What you send is kept on this device and sent when it is back."
TOO_OLD = "This page is too old for what you sent. Load it again and send it once more."
PROXYS_PAGE = {"content_type": "text/html", "body": "<h1>Not today</h1>"}


@pytest.fixture
def room(live_site, monkeypatch):
    monkeypatch.setattr(abuse, "QUICKEST", 0.0)
    monkeypatch.setattr(abuse.too_quick, "__defaults__", (0.0,))
    session = make.session(code="ALDER42")
    make.question(session=session, text="Why?")
    return session


@pytest.fixture
def join(page, live_site, room):
    def join():
        page.add_init_script(NO_CHANCE)
        page.goto(live_site + room.get_absolute_url())
        expect(page.locator("[data-part=line]")).to_have_text("Up to date")
        return page

    return join


@pytest.fixture
def official(browser, live_site, room):
    """Somebody who speaks for the session's office and hosts it, at a window of their own."""
    client, person = Client(), make.official(body=room.body)
    person.groups.add(Group.objects.get_or_create(name=HOSTS)[0])
    client.force_login(person)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_site}])
    page = context.new_page()
    page.add_init_script(NO_CHANCE)
    yield page
    context.close()


def ask(page, text):
    page.get_by_role("textbox", name="Your question").fill(text)
    page.get_by_role("button", name="Send my question").click()


def kept(page):
    return json.loads(page.evaluate("localStorage.getItem('live:ALDER42:outbox')") or "[]")


def first_answered_by(page, status):
    """The first thing sent is answered by something between here and the site; gives the key of each try."""
    keys = []

    def answer(route):
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fulfill(status=status, **PROXYS_PAGE)
        else:
            route.continue_()

    page.route(
        "**/live/ALDER42/**/*", lambda route: answer(route) if route.request.method == "POST" else route.fallback()
    )
    return keys


def line_of(page):
    """What goes over the line: how often it was opened with which number, and what the page said over it."""
    seen = {"opened": [], "said": [], "close_with": [], "lose": 0}

    def opened(socket):
        seen["opened"].append(socket.url.partition("since=")[2])
        if seen["close_with"]:
            socket.send(json.dumps({"type": "error", "code": "address_full"}))
            socket.close(code=seen["close_with"].pop(0))
            return
        server = socket.connect_to_server()
        seen["socket"] = socket

        def told(message):
            if seen["lose"] and json.loads(message)["type"] == "changes":
                seen["lose"] -= 1
            else:
                socket.send(message)

        def said(message):
            seen["said"].append(json.loads(message))
            server.send(message)

        server.on_message(told)
        socket.on_message(said)

    page.route_web_socket("**/ws/live/**", opened)
    return seen


def test_a_line_that_is_turned_away_comes_back_ever_more_slowly_with_its_number(join, page, room):
    line = line_of(page)
    join()
    number = str(LiveSession.objects.get(pk=room.pk).last_number)
    line["close_with"] = [4529, 4529, 4503]
    line["socket"].close(code=4408)
    expect(page.locator("[data-part=line]")).to_have_text(AWAY)
    expect(page.locator("[data-part=reload]")).to_be_visible()
    services.support(by=make.participant(), question=Question.objects.get())
    expect(page.locator("[data-part=line]")).to_have_text("Up to date")
    assert line["opened"] == ["", number, number, number, number]
    # What was missed meanwhile is there, and the next loss is waited for as briefly as the first.
    expect(page.locator("[data-part=list] .vote-count")).to_have_text("1")


def test_a_line_that_is_refused_for_good_is_not_tried_again(join, page):
    line = line_of(page)
    join()
    line["close_with"] = [4404] * 9
    line["socket"].close(code=1011)
    until(page, "document.querySelector('[data-part=reload]').hidden === false")
    page.wait_for_timeout(2500)
    assert len(line["opened"]) == 2


def test_what_got_lost_on_the_line_is_asked_for(join, page, room):
    line = line_of(page)
    join()
    number = LiveSession.objects.get(pk=room.pk).last_number
    line["lose"] = 1
    services.support(by=make.participant(), question=Question.objects.get())
    page.wait_for_timeout(600)
    assert line["lose"] == 0
    later = services.ask(by=make.participant(), session=room, text="And in winter?")
    services.approve(by=make.host(), question=Question.objects.get(pk=later.question))
    expect(page.locator("[data-part=list] .vote-count").first).to_have_text("1")
    assert {"type": "missed", "number": number} in line["said"]


@pytest.mark.parametrize("status", [429, 502])
def test_what_something_in_between_turned_away_is_sent_again_under_its_key(join, page, status):
    join()
    keys = first_answered_by(page, status)
    ask(page, "In a crowd?")
    own = page.locator("[data-own]", has_text="In a crowd?")
    expect(own).to_contain_text("Kept on this device")
    expect(own).to_contain_text("A host reads it")
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert Question.objects.filter(text="In a crowd?").count() == 1
    assert kept(page) == []


def test_what_something_in_between_refuses_without_a_word_goes_back_into_its_box(join, page):
    join()
    keys = first_answered_by(page, 413)
    ask(page, "Too much for somebody?")
    expect(page.locator("[data-part=refusal]")).to_have_text(TOO_OLD)
    box = page.get_by_role("textbox", name="Your question")
    expect(box).to_have_value("Too much for somebody?")
    assert kept(page) == []
    page.get_by_role("button", name="Send my question").click()
    expect(page.locator("[data-own]", has_text="Too much for somebody?")).to_contain_text("A host reads it")
    assert keys[0] != keys[1]
    assert Question.objects.filter(text="Too much for somebody?").count() == 1


def test_what_is_kept_outlives_the_page_and_a_session_that_closes_meanwhile(join, page, room):
    join()
    page.route("**/ask/", lambda route: route.abort())
    ask(page, "Kept while I was away?")
    expect(page.locator("[data-own]", has_text="Kept while")).to_contain_text("Kept on this device")
    page.reload()
    expect(page.locator("[data-own]", has_text="Kept while")).to_contain_text("Kept on this device")
    services.close_session(by=make.host(), session=room)
    page.wait_for_timeout(1_100)  # A page may be a second old.
    page.reload()
    expect(page.get_by_role("textbox", name="Your question")).to_have_count(0)
    page.unroute("**/ask/")
    page.evaluate("dispatchEvent(new Event('online'))")
    # There is no box to ask in any more: the words are there to be copied.
    expect(page.get_by_label("What you typed, so that you can copy it")).to_have_value("Kept while I was away?")
    assert kept(page) == []
    assert not Question.objects.filter(text="Kept while I was away?").exists()


def write(page, text):
    page.locator("summary", has_text="Answer in writing").first.click()
    page.get_by_label("Answer, signed with your office's name").first.fill(text)
    page.get_by_role("button", name="Publish the answer").first.click()


def test_an_answer_written_in_the_room_leaves_its_box_when_it_is_sent(official, live_site, room):
    official.goto(live_site + room.get_absolute_url())
    expect(official.locator("[data-part=line]")).to_have_text("Up to date")
    keys = first_answered_by(official, 502)
    write(official, "Yes, from Monday.")
    box = official.locator(f"#write-{Question.objects.get().pk}")
    expect(box).to_have_value("")
    expect(official.get_by_text("The answer is published")).to_be_visible()
    expect(box).to_have_value("")
    assert len(set(keys)) == 1
    assert [answer.text for answer in Answer.objects.all()] == ["Yes, from Monday."]


def test_an_answer_that_is_refused_in_the_room_goes_back_into_its_box(official, live_site, room):
    official.goto(live_site + room.get_absolute_url())
    expect(official.locator("[data-part=line]")).to_have_text("Up to date")
    first_answered_by(official, 413)
    write(official, "Yes, from Monday.")
    expect(official.get_by_text(TOO_OLD)).to_be_visible()
    box = official.locator(f"#write-{Question.objects.get().pk}")
    expect(box).to_have_value("Yes, from Monday.")
    expect(box).to_be_focused()
    assert not Answer.objects.exists()


def test_an_answer_written_in_the_hosts_view_stays_until_it_is_stored_and_goes_then(official, live_site, room):
    official.goto(live_site + reverse("live_qa:host", args=[room.code]))
    expect(official.locator("[data-part=line]")).to_have_text("Connected")
    keys = first_answered_by(official, 413)
    write(official, "Yes, from Monday.")
    expect(official.get_by_text("It could not be sent. What you typed is still here")).to_be_visible()
    box = official.locator(f"#text-{Question.objects.get().pk}")
    expect(box).to_have_value("Yes, from Monday.")
    official.get_by_role("button", name="Publish the answer").first.click()
    expect(official.get_by_text("The answer is published")).to_be_visible()
    expect(official.locator("section[aria-labelledby=answered] li")).to_have_count(1)
    expect(box).to_have_value("")
    assert len(set(keys)) == 1
    assert [answer.text for answer in Answer.objects.all()] == ["Yes, from Monday."]


def test_an_answer_that_came_back_from_a_refusal_goes_when_it_is_stored(official, live_site, room):
    """The page of a refusal brings the words in the box itself, where they are no more than its beginning."""
    official.goto(live_site + reverse("live_qa:host", args=[room.code]))
    too_long = "Yes. " * 2_100
    official.evaluate(
        """(text) => {
          const field = document.querySelector("section[aria-labelledby=shown] textarea[maxlength='10000']");
          field.value = text;
          field.form.submit();
        }""",
        too_long,
    )
    box = official.locator(f"#text-{Question.objects.get().pk}")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(official.locator("[data-part=line]")).to_have_text("Connected")
    box.fill("Yes.")
    official.get_by_role("button", name="Publish the answer").first.click()
    expect(official.get_by_text("The answer is published")).to_be_visible()
    expect(official.locator("section[aria-labelledby=answered] li")).to_have_count(1)
    expect(box).to_have_value("")
    assert Question.objects.get().state == QuestionState.ANSWERED


def test_a_form_of_an_earlier_sign_in_leads_to_the_page_that_says_what_to_do(official, live_site, room):
    official.goto(live_site + reverse("live_qa:host", args=[room.code]))
    expect(official.locator("[data-part=line]")).to_have_text("Connected")
    official.context.add_cookies([{"name": "csrftoken", "value": "n" * 32, "url": live_site}])
    with official.expect_navigation():
        write(official, "Yes, from Monday.")
    expect(official.get_by_role("heading", level=1)).to_have_text("That did not reach us")
    assert not Answer.objects.exists()
