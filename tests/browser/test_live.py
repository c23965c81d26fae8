"""A live session in real browsers: one who asks, a host, the stage, a bad line, and one without scripts."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commons.people import abuse
from participation.live_qa import services
from participation.live_qa.models import Question, Support
from participation.live_qa.rules import QuestionState, SessionState
from tests.participation.live_qa import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(live_site, monkeypatch):
    """A session with questions in every state, and its addresses."""
    monkeypatch.setattr(abuse, "QUICKEST", 0.0)
    monkeypatch.setattr(abuse.too_quick, "__defaults__", (0.0,))
    session = make.session(code="ALDER42")
    official = make.official(body=session.body)
    services.mark_answered(by=official, question=make.question(session=session, text="Can I?"), text="Yes, you can.")
    make.question(session=session, text="Being answered?", state=QuestionState.ANSWERING, supports=2)
    make.question(session=session, text="Most wanted?", name="noor", supports=3)
    make.question(session=session, text="Less wanted?", supports=1)
    make.question(session=session, text="Waiting?", state=QuestionState.WAITING)
    make.question(session=session, text="Declined?", state=QuestionState.DECLINED)
    return {
        "site": live_site,
        "session": session,
        "room": live_site + session.get_absolute_url(),
        "host": live_site + reverse("live_qa:host", args=[session.code]),
        "stage": live_site + reverse("live_qa:stage", args=[session.code]),
        "list": live_site + reverse("live_qa:sessions"),
    }


@pytest.fixture
def host_page(town, browser):
    client = Client()
    client.force_login(make.host())
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": town["site"]}])
    page = context.new_page()
    page.goto(town["host"])
    expect(page.locator("[data-part=line]")).to_have_text("Connected")
    yield page
    context.close()


def join(page, town):
    page.goto(town["room"])
    expect(page.locator("[data-part=line]")).to_have_text("Up to date")


def ask(page, text):
    page.get_by_role("textbox", name="Your question").fill(text)
    page.get_by_role("button", name="Send my question").click()


def test_every_page_pleases_axe_and_fits(town, page, host_page, axe, looks):
    over = make.session(code="RIVER77")
    make.question(session=over, text="Was it answered?", state=QuestionState.ANSWERED)
    services.close_session(by=make.host(), session=over)
    coming = make.session(state=SessionState.SCHEDULED)
    addresses = [
        town["list"],
        f"{town['list']}?code=nosuch",
        town["room"],
        f"{town['room']}?order=answered",
        town["stage"],
    ]
    addresses += [town["room"].replace("ALDER42", session.code) for session in (over, coming)]
    for window, each in [(page, addresses), (host_page, [town["host"]])]:
        for address in each:
            window.goto(address)
            for width in looks(window, (320, "dark"), (1280, "light")):
                axe(window)
                assert window.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_question_goes_its_way_without_a_page_being_loaded_again(town, page, host_page, axe):
    join(page, town)
    page.evaluate("window.sameLoad = true")
    ask(page, "Is there a desk on Saturdays?")
    own = page.locator("[data-own]", has_text="Is there a desk on Saturdays?")
    expect(own).to_contain_text("A host reads it")
    expect(page.get_by_role("textbox", name="Your question")).to_have_value("")
    host_page.get_by_role("button", name="1 change").click()
    waiting = host_page.locator("section[aria-labelledby=waiting] li", has_text="Saturdays")
    waiting.get_by_role("button", name="Show it").click()
    expect(host_page.locator("section[aria-labelledby=shown] li", has_text="Saturdays")).to_be_visible()
    assert host_page.evaluate("document.activeElement.id") == "waiting"

    # It waits until the reader wants it, and then the reader is at the head of the list.
    expect(own).to_contain_text("Shown")
    listed = page.locator("[data-part=list] > li", has_text="Saturdays")
    expect(listed).to_have_count(0)
    axe(page)
    page.get_by_role("button", name="1 change").click()
    expect(listed).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "questions"

    listed.get_by_role("button").click()
    expect(listed.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(listed.locator(".vote-count")).to_have_text("1")
    listed.get_by_role("button").click()
    expect(listed.get_by_role("button")).to_have_attribute("aria-pressed", "false")
    assert Support.objects.filter(question__text__contains="Saturdays").count() == 0

    shown = host_page.locator("section[aria-labelledby=shown] li", has_text="Saturdays")
    shown.get_by_role("button", name="Answer it now").click()
    expect(page.locator(".now-answering-text")).to_have_text("Is there a desk on Saturdays?")
    expect(page.locator("[data-part=said]")).to_have_text("Being answered now: Is there a desk on Saturdays?")
    now = host_page.locator("section[aria-labelledby=now] li")
    expect(now).to_contain_text("Saturdays")
    now.get_by_role("button", name="Mark as answered").click()
    expect(page.locator(".now-answering-text")).to_have_count(0)
    expect(own).to_contain_text("Answered")
    expect(page.locator(".tabs a", has_text="Answered")).to_have_text("Answered 3")
    assert page.evaluate("window.sameLoad") is True


def test_an_answer_that_comes_in_reads_as_after_loading_again(town, page, axe):
    page.goto(f"{town['room']}?order=answered")
    expect(page.locator("[data-part=line]")).to_have_text("Up to date")
    question = Question.objects.get(text="Can I?")
    answer = page.locator(f"#question-{question.pk} [data-part=answer-text]")
    expect(answer).to_have_text("Yes, you can.")
    official = make.official(body=town["session"].body)
    services.mark_answered(by=official, question=question, text="From **March**:\n\n- a form\n- *and* a <b>photo</b>")
    expect(answer.locator("strong")).to_have_text("March")
    expect(answer.locator("li")).to_have_text(["a form", "and a <b>photo</b>"])
    axe(page)
    told = answer.inner_html().strip()
    page.reload()
    expect(page.locator("[data-part=line]")).to_have_text("Up to date")
    assert answer.inner_html().strip() == told


def test_a_host_who_waits_sees_the_next_question_at_once(town, host_page):
    host_page.locator("section[aria-labelledby=waiting] li").get_by_role("button", name="Show it").click()
    waiting = host_page.locator("section[aria-labelledby=waiting]")
    expect(waiting).to_contain_text("Nothing waits")
    services.ask(by=make.participant(), session=town["session"], text="Will it cost more?")
    expect(waiting).to_contain_text("Will it cost more?")
    assert host_page.evaluate("document.activeElement.id") == "waiting"
    # Now one waits: the next is told and moves nothing.
    services.ask(by=make.participant(), session=town["session"], text="And in winter?")
    expect(host_page.get_by_role("button", name="1 change")).to_be_visible()
    expect(waiting).not_to_contain_text("And in winter?")


def test_what_a_host_types_outlives_other_acts_and_a_refusal(town, host_page):
    shown = host_page.locator("section[aria-labelledby=shown] li")
    typing = shown.filter(has_text="Less wanted?")
    typing.get_by_text("Don't show it").click()
    typing.get_by_role("textbox").fill("Asked already")
    host_page.locator("section[aria-labelledby=waiting] li").get_by_role("button", name="Show it").click()
    expect(shown.filter(has_text="Waiting?")).to_have_count(1)
    expect(typing.get_by_role("textbox")).to_have_value("Asked already")
    services.start_answering(by=make.host(), question=Question.objects.get(text="Less wanted?"))
    typing.get_by_role("button", name="Decline the question").click()
    expect(host_page.get_by_text("This question has moved on meanwhile")).to_be_visible()
    expect(typing.get_by_role("textbox")).to_have_value("Asked already")


def test_totals_change_in_place_and_the_order_waits(town, page):
    join(page, town)
    first = page.locator("[data-part=list] > li").first
    less = Question.objects.get(text="Less wanted?")
    for _ in range(4):
        services.support(by=make.participant(), question=less)
    expect(page.locator(f"#question-{less.pk} .vote-count")).to_have_text("5")
    expect(first).to_contain_text("Most wanted?")
    page.get_by_role("button", name="New order").click()
    expect(first).to_contain_text("Less wanted?")


def test_on_a_bad_line_what_is_typed_is_kept_and_sent_once(town, page):
    join(page, town)
    page.context.set_offline(True)
    ask(page, "Asked in a tunnel?")
    kept = page.locator("[data-own]", has_text="Asked in a tunnel?")
    expect(kept).to_contain_text("Kept on this device")
    assert Question.objects.filter(text="Asked in a tunnel?").count() == 0
    page.context.set_offline(False)
    expect(kept).to_contain_text("A host reads it")
    assert Question.objects.filter(text="Asked in a tunnel?").count() == 1


def test_what_was_sent_but_never_acknowledged_is_asked_once(town, page):
    join(page, town)
    lost = []

    def lose_the_answer(route):
        response = route.fetch()
        if lost:
            route.fulfill(response=response)
        else:
            lost.append(response.status)
            route.abort()

    page.route("**/ask/", lose_the_answer)
    ask(page, "Did it arrive?")
    expect(page.locator("[data-own]", has_text="Did it arrive?")).to_contain_text("A host reads it")
    assert lost == [200]
    assert Question.objects.filter(text="Did it arrive?").count() == 1


def test_an_empty_question_is_told_so(town, page):
    join(page, town)
    ask(page, " ")
    expect(page.locator("[data-part=refusal]")).to_have_text("Write your question.")
    ask(page, "Why?")
    expect(page.locator("[data-part=refusal]")).to_be_hidden()


def test_what_is_refused_goes_back_into_its_box(town, page):
    join(page, town)
    services.close_session(by=make.host(), session=town["session"])
    expect(page.locator("[data-part=line]")).to_have_text("The session has changed.")
    ask(page, "Too late?")
    expect(page.locator("[data-part=refusal]")).to_have_text("This session is closed.")
    expect(page.get_by_role("textbox", name="Your question")).to_have_value("Too late?")


def test_the_stage_follows_by_itself(town, page):
    page.goto(town["stage"])
    expect(page.locator(".now-answering-text")).to_have_text("Being answered?")
    page.wait_for_timeout(500)
    services.start_answering(by=make.host(), question=Question.objects.get(text="Most wanted?"))
    expect(page.locator(".now-answering-text")).to_have_text("Most wanted?")
    services.close_session(by=make.host(), session=town["session"])
    expect(page.locator(".live-stage-word")).to_be_visible()


def test_all_of_it_without_scripts(town, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(town["list"])
    page.get_by_role("textbox", name="Code").fill("alder 42")
    page.get_by_role("button", name="Join").click()
    ask(page, "Without scripts?")
    expect(page.locator(".notice")).to_contain_text("Your question is stored.")
    expect(page.locator("[data-own]")).to_contain_text("Without scripts?")
    row = page.locator("[data-part=list] > li", has_text="Most wanted?")
    row.get_by_role("button").click()
    expect(row.locator(".vote-count")).to_have_text("4")
    row.get_by_role("button").click()
    expect(row.locator(".vote-count")).to_have_text("3")
    page.get_by_role("link", name="Load it again").click()
    expect(page.locator("h1")).to_have_text("Ask the housing team")
    page.locator("[data-own]").get_by_role("button", name="Take it back").click()
    expect(page.locator("[data-own]")).to_have_count(0)
    context.close()
