"""A guide made from nothing by a new editor, who presses what the screen says, from an empty site to the public page.

With SCREENSHOTS set to a folder, pictures of it are put there.
"""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connections
from django.test import Client
from playwright.sync_api import expect
from wagtail.models import Site

from commons.jobs.rules import Lane
from commons.jobs.services.running import run_next
from commons.people.roles import EDITORS
from guides.videos import ffmpeg
from guides.videos.models import GuideVideo
from guides.walkthroughs.models import GuidePage
from tests.browser.waiting import until
from tests.commons.people.factories import person
from tests.guides.videos.factories import make_captions, make_video
from tests.guides.walkthroughs.factories import make_guide
from tests.home import factories as town

PICTURES = os.environ.get("SCREENSHOTS", "")
# Longer than Wagtail waits after a change before it keeps the draft, in milliseconds.
PAUSE = 1_000
SAID = "Type your street. Send the form."


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    """What comes out of a phone: four seconds, upright, with sound."""
    made = tmp_path_factory.mktemp("phone") / "recording.mp4"
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=s=270x480:r=10:d=4"]
    command += ["-f", "lavfi", "-i", "sine=f=330:d=4", "-pix_fmt", "yuv420p", "-preset", "ultrafast", "-shortest"]
    subprocess.run([*command, str(made)], check=True)
    return made


@pytest.fixture
def editor(live_site, context, page):
    """Somebody at their first day, signed in to a site on which nothing is published."""
    town.site()
    host, port = live_site.removeprefix("http://").split(":")
    Site.objects.update(hostname=host, port=port)
    Site.clear_site_root_paths_cache()
    town.service(name="Resident parking permit")
    client = Client()
    client.force_login(person(name="Claire", roles=[EDITORS]))
    name = configured.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_site}])
    return page


def let_the_worker_work():
    """What the site's worker does beside it."""

    def work():
        try:
            while any(run_next(lane=lane) for lane in Lane):
                pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def keep(page, name, **kwargs):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"making-a-guide-{name}.png", **kwargs)


@pytest.mark.long
def test_from_a_recording_to_a_published_guide(editor, live_site, recording, record_property):
    began = time.monotonic()
    page = editor
    uploads_the_film(page, live_site, recording)
    writes_the_guide(page)
    is_told_what_is_missing(page)
    completes_the_step(page)
    writes_captions(page)
    answers_for_those_who_cannot_see(page)
    publishes(page)
    # Said by `pytest --junit-xml`: presses and words alone, without a person's pauses.
    record_property("seconds", round(time.monotonic() - began))


def uploads_the_film(page, site, recording):
    page.goto(f"{site}/admin/")
    keep(page, "1-first-page")
    page.get_by_role("link", name="Films", exact=True).first.click()
    page.get_by_role("link", name="Add film").first.click()
    page.get_by_label("Title").fill("How to get a permit")
    page.locator("input[type=file]").first.set_input_files(recording)
    page.get_by_role("button", name="Upload").first.click()
    page.wait_for_url(lambda address: not address.endswith("/add/"))
    expect(page.get_by_text("Being prepared").first).to_be_visible()
    let_the_worker_work()
    assert GuideVideo.objects.get().state == "ready"
    expect(page.locator("film-status video")).to_be_visible()


def writes_the_guide(page):
    page.goto(f"{page.url.split('/admin/')[0]}/admin/")
    page.get_by_role("link", name="Make a guide").click()
    page.locator("#id_title").fill("Get a parking permit")
    page.locator("#id_summary").fill("Park in your own zone, in ten minutes.")
    page.get_by_role("button", name="Choose service").click()
    page.get_by_role("link", name="Resident parking permit").click()
    page.locator("#id_cost").fill("€ 48 a year")
    page.locator("#id_documents").fill("A proof of where you live")
    keep(page, "2-facts")
    page.locator("#panel-child-content-video-section").get_by_role("button").filter(has_text="Choose").first.click()
    page.get_by_role("link", name="How to get a permit").first.click()
    step(page, 0, "Say where you live", "Type your street and choose it from the list.")
    step(page, 1, "Send the form", "")
    page.locator("#id_steps-1-title").scroll_into_view_if_needed()
    keep(page, "3-steps")


def step(page, number, title, text):
    page.get_by_role("button", name="Add step").click()
    page.locator(f"#id_steps-{number}-title").fill(title)
    if text:
        write(page, number, text)


def write(page, number, text):
    place = page.locator(f"#inline_child_steps-{number} [contenteditable=true]").first
    place.click()
    page.keyboard.type(text)
    # The editor's words reach the form a moment after they are typed.
    until(page, f"document.querySelector('[name=steps-{number}-text]').value.includes('{text}')")


def publish(page):
    # Who publishes while the draft is being kept is asked, rightly, which of both shall be. People are slower.
    page.wait_for_timeout(PAUSE)
    expect(page.locator("#w-autosave-indicator")).not_to_have_attribute("data-w-autosave-state-value", "saving")
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").first.click()


def is_told_what_is_missing(page):
    publish(page)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("things are missing before this guide can be published")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    keep(page, "4-missing")
    assert not GuidePage.objects.filter(live=True).exists()


def completes_the_step(page):
    page.get_by_role("link", name="Step 2 says nothing without the film. Write how to do it.").first.click()
    write(page, 1, "Check what you typed and press Send.")


def writes_captions(page):
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="The film has no captions in English. Add them and check them.").first.click()
    desk = opened.value
    desk.get_by_label("What is said in the film, word for word").fill(SAID)
    desk.get_by_role("button", name="Make captions of these words").click()
    expect(desk.get_by_label("Words of caption 2")).to_have_value("Send the form.")
    keep(desk, "5-captions")
    desk.get_by_role("button", name="Save and mark as checked").click()
    expect(desk.get_by_text("The captions are saved and marked as checked by you.")).to_be_visible()
    desk.close()


def answers_for_those_who_cannot_see(page):
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Say whether the film needs audio description").first.click()
    film = opened.value
    film.locator("#id_description_need").select_option("not_needed")
    keep(film, "6-description")
    film.get_by_role("button", name="Save").first.click()
    film.wait_for_load_state("networkidle")
    film.close()


def publishes(page):
    page.bring_to_front()
    publish(page)
    page.wait_for_load_state("networkidle")
    keep(page, "7-published")
    guide = GuidePage.objects.get(live=True)
    page.goto(guide.full_url)
    expect(page.get_by_role("heading", name="Get a parking permit")).to_be_visible()
    assert page.locator("video").count() == 1
    keep(page, "8-public", full_page=True)


@pytest.mark.long
def test_its_translation_begins_as_a_draft_and_says_what_it_lacks(editor, live_site):
    film = make_video(audio_codec="aac")
    make_captions(video=film)
    guide = make_guide(video=film, steps=(("Say where you live", "<p>Type your street.</p>", 2),))
    page = editor
    page.goto(f"{live_site}/admin/localize/submit/page/{guide.pk}/")
    page.get_by_role("checkbox", name="French").check()
    page.get_by_role("button", name="Submit").click()
    page.wait_for_load_state("networkidle")
    french = GuidePage.objects.get(locale__language_code="fr")
    assert [step.translation_key for step in french.steps.all()] == [step.translation_key for step in guide.steps.all()]
    page.goto(f"{live_site}/admin/pages/{french.pk}/edit/")
    expect(page.get_by_text("are the same in every language")).to_be_visible()
    expect(page.get_by_text("The film has no captions in French.")).to_be_visible()
    expect(page.get_by_text("Say where you live").first).to_be_visible()
    keep(page, "9-translation")
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text("Not published:").first).to_be_visible()
    french.refresh_from_db()
    assert not french.live
