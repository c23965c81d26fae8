"""“I got stuck here” and “Did you get it done?” in a real browser: by key, by eye and for axe; and the staff's desk."""

import pytest
from django.test import Client
from wagtail.models import Site
from wagtail.users.models import UserProfile

from commons.directory.models import Membership
from commons.people import abuse
from commons.people.participants import Participant
from commons.people.roles import EDITORS, OFFICIALS
from guides.walkthroughs import services
from guides.walkthroughs.models import GuidePage, Outcome, StuckReport
from home.website.services.roles import set_up_roles
from tests.commons.people.factories import person
from tests.guides.walkthroughs.factories import make_guide, make_service, translate
from tests.participation import factories as participation

from .waiting import until

CONTRAST = """(context) => axe.run(context, { runOnly: ["color-contrast"] })
  .then((found) => found.violations.flatMap((one) => one.nodes.map((node) => node.html)))"""
FOCUSED = "document.activeElement"


@pytest.fixture(autouse=True)
def _in_no_hurry(monkeypatch):
    """A test is quicker than a person."""
    monkeypatch.setattr(abuse, "too_quick", lambda stamped, quickest=0: False)


@pytest.fixture
def guide(live_site):
    """A guide in two languages: its second step was changed and answered after somebody got stuck at it."""
    host, port = live_site.removeprefix("http://").split(":")
    page = make_guide(title="Get a permit", service=make_service(phone="+33 1", email="permits@example.org"))
    translate(page)
    participation.stage()
    key = list(page.steps.all())[1].translation_key
    report = services.report_stuck(by=Participant("ana"), page=page, step_key=key, reason="missing", words="No bill.")
    page = GuidePage.objects.get(pk=page.pk)
    steps = list(page.steps.all())
    steps[1].text = "<p>Any bill will do.</p>"
    page.steps = steps
    page.save_revision().publish()
    services.report_stuck(by=Participant("noor"), page=GuidePage.objects.get(pk=page.pk), step_key=key, reason="wrong")
    report.point.answerable.answers.create(body=page.service.body, text="Any bill will do now.", language="en")
    Site.objects.update(hostname=host, port=port)
    Site.clear_site_root_paths_cache()
    return f"{live_site}/en/guides/get-a-permit/", report.point


def clean(page, axe, context):
    """Nothing for axe to find in either colour scheme, of which the second differs in contrast only; nothing beside."""
    page.mouse.move(0, 0)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    axe(page, context)
    page.emulate_media(color_scheme="dark")
    found = page.evaluate(CONTRAST, context)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def heard(page, selector="h1"):
    """Wait until the dialog's new part has the keyboard, and so is read out."""
    until(page, f"{FOCUSED}.matches('dialog[open] {selector}')")


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_each_state_of_both_dialogs_has_nothing_for_axe_to_find(guide, page, axe, language):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(guide[0].replace("/en/", f"/{language}/"))
    clean(page, axe, "ol.steps")
    page.click("#step-2 [data-dialog]")
    heard(page)
    clean(page, axe, "dialog")
    page.evaluate("document.querySelector('dialog textarea').value = 'x'.repeat(1001)")
    page.click("dialog .form-acts button")
    heard(page, ".error-summary")
    assert page.locator("dialog .field-error").count() == 2
    clean(page, axe, "dialog")
    page.fill("dialog textarea", "")
    page.check("dialog [value=unclear]")
    page.click("dialog .form-acts button")
    until(page, "document.querySelector('dialog a[href*=\"about=\"]')")
    clean(page, axe, "dialog")
    page.keyboard.press("Escape")
    page.click("[name=answer][value=no]")
    heard(page)
    clean(page, axe, "dialog")
    page.check("dialog [name=step] >> nth=1")
    page.click("dialog .form-acts button")
    until(page, "!document.querySelector('dialog form.stack')")
    clean(page, axe, "dialog")
    assert (StuckReport.objects.count(), Outcome.objects.get().failed_at is not None) == (3, True)


def test_what_became_of_a_step_is_told_at_it(guide, page):
    page.goto(guide[0])
    said = page.inner_text("#step-2")
    assert "2 people got stuck here, 1 of them over an earlier wording. This step was changed on " in said
    assert "Parking and Streets answered on " in said
    page.goto(guide[0].replace("/en/", "/fr/"))
    assert "Langue de la réponse" in page.inner_text("#step-2 .official-answer")
    page.emulate_media(media="print")
    assert page.is_visible("#step-2 .step-stuck")
    assert page.is_visible("#step-2 .official-answer")
    assert page.is_hidden("#step-2 [data-dialog]")


def test_saying_that_one_is_stuck_by_key(guide, page):
    page.goto(guide[0])
    page.focus("#step-2 [data-dialog]")
    page.keyboard.press("Enter")
    heard(page)
    page.keyboard.press("Escape")
    assert page.query_selector("dialog[open]") is None
    assert page.evaluate(f"{FOCUSED}.closest('.step')?.id") == "step-2"
    page.keyboard.press("Enter")
    heard(page)
    # Back round, from the heading through the way out: the dialog keeps the keyboard.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(f"{FOCUSED}.closest('.say-close') !== null")
    page.focus("dialog .form-acts button")
    page.keyboard.press("Enter")
    heard(page, ".error-summary")
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "What stopped you? Choose what comes closest."
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate(f"{FOCUSED}.value") == "unclear"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("The button")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    heard(page)
    assert page.inner_text(":focus") == "Thank you, we have it"
    assert StuckReport.objects.filter(reason="wrong", words="The button").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.closest('.step')?.id") == "step-2"


def test_saying_whether_it_is_done_by_key(guide, page):
    page.goto(guide[0])
    page.focus("[name=answer][value=no]")
    page.keyboard.press("Enter")
    heard(page)
    assert Outcome.objects.get().answer == "no"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.value") == "no"
    page.keyboard.press("Enter")
    heard(page)
    page.focus("dialog textarea")
    page.evaluate("document.querySelector('dialog textarea').value = 'x'.repeat(1001)")
    page.focus("dialog .form-acts button")
    page.keyboard.press("Enter")
    heard(page, ".error-summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.name") == "words"
    page.keyboard.press("Control+A")
    page.keyboard.type("They sent me back.")
    page.focus("dialog [name=step]:checked")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('dialog form.stack')")
    heard(page)
    assert Outcome.objects.get().words == "They sent me back."
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.value") == "no"


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_the_staffs_desk_has_nothing_for_axe_to_find(guide, page, context, live_site, axe, settings, language):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    set_up_roles()
    official = person(is_staff=True, roles=[OFFICIALS, EDITORS])
    Membership.objects.create(body=guide[1].anchor.stuck_point.answerable.answers.get().body, person=official)
    UserProfile.objects.update_or_create(user=official, defaults={"preferred_language": language})
    client = Client()
    client.force_login(official)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_site}])
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_site}/admin/stuck-points/")
    clean(page, axe, ".nice-padding")
    with page.expect_navigation():
        page.click(".listing .title a")
    clean(page, axe, ".nice-padding")
    page.click(".stuck-said summary")
    assert page.is_visible(".stuck-said details p")
    page.click("form[action$='/state/'] button[type=submit]")
    page.wait_for_selector(".messages .error, .messages li[class*=error]")
    clean(page, axe, ".nice-padding")
    with page.expect_navigation():
        page.click(".stuck-said a[href*=strike]")
    page.fill("textarea", "nowhere")
    page.click(".nice-padding button[type=submit]")
    page.wait_for_selector(".w-field__errors .error-message, .error-message")
    clean(page, axe, ".nice-padding")
