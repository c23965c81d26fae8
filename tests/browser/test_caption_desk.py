"""Captions made by somebody at a keyboard, and without scripts; the desk in both languages and colour schemes."""

import subprocess

import pytest
from django.test import Client
from PIL import Image
from wagtail.users.models import UserProfile

from guides.videos import ffmpeg, services
from guides.videos.models import Cue
from tests.guides.videos.factories import make_captions, make_chief
from tests.guides.walkthroughs.factories import make_guide

from .waiting import until

VTT = """WEBVTT

00:00.000 --> 00:02.000
Type your street and pick the file.

00:02.000 --> 00:04.000
Send it.
"""
FRENCH = VTT.replace("Type your street and pick the file.", "Tapez votre rue.").replace("Send it.", "Envoyez.")


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Five seconds that Debian's Chromium plays."""
    folder = tmp_path_factory.mktemp("film")
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=5"]
    command += ["-pix_fmt", "yuv420p", "-preset", "ultrafast", "-g", "5", "-movflags", "+faststart"]
    subprocess.run([*command, str(folder / "film.mp4")], check=True)
    Image.new("RGB", (320, 180), "#17573f").save(folder / "poster.jpg")
    return {"480p": folder / "film.mp4", "poster": folder / "poster.jpg"}


@pytest.fixture
def desk(live_site, film, context):
    """The address of the films' desk, signed in, and the film with its captions."""
    chief = make_chief()
    video = services.upload_prepared(by=chief, title="Permit", files=film)
    make_captions(video=video, vtt=VTT)
    sign_in(context, live_site, chief)
    return f"{live_site}/admin/films/{video.pk}/captions/", video


def sign_in(context, site, person, **profile):
    """Sign a window in, with the language and theme of the person's profile."""
    UserProfile.objects.update_or_create(user=person, defaults=profile)
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


def texts(video, language="en"):
    rows = Cue.objects.filter(track__video=video, track__language=language).order_by("position")
    return list(rows.values_list("start_ms", "end_ms", "text"))


@pytest.mark.long
def test_nothing_for_axe_to_find_on_the_desk(desk, page, context, axe, looks, live_site):
    address, video = desk
    track = make_captions(video=video, language="fr", vtt=FRENCH)
    services.edit_captions(
        by=make_chief(), track=track.original, vtt=f"{VTT}\n00:04.000 --> 00:05.000\nNew\n", version=1
    )
    for language in ("en", "fr"):
        sign_in(context, live_site, make_chief(), preferred_language=language, theme="system")
        for shown in (address, f"{address}en/", f"{address}en/in/fr/", f"{address}fr/remove/"):
            page.goto(shown, wait_until="networkidle")
            assert page.get_attribute("html", "lang") == language
            for width in looks(page, (1280, "light"), (1280, "dark"), (360, "dark")):
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                if width == 1280:
                    axe(page)


def test_captions_are_edited_by_keyboard_alone(desk, page, axe):
    address, video = desk
    page.goto(f"{address}en/", wait_until="networkidle")
    page.wait_for_selector("[data-cues] li")
    assert page.is_hidden("#vtt")
    page.focus("[data-cues] li:nth-child(1) textarea")
    for _letter in range(len(" and pick the file.")):
        page.keyboard.press("ArrowLeft") if _letter else page.keyboard.press("End")
    page.evaluate("document.activeElement.setSelectionRange(17, 17)")
    page.keyboard.press("Alt+Enter")
    assert page.input_value("[data-cues] li:nth-child(2) textarea") == "and pick the file."
    assert page.inner_text("[data-said]") == "Split. This is the second half."
    page.evaluate("document.querySelector('video').currentTime = 1.5")
    until(page, "document.querySelector('video').currentTime === 1.5")
    page.keyboard.press("Alt+i")
    assert page.input_value("[data-cues] li:nth-child(2) [data-part=start]") == "00:00:01.500"
    page.keyboard.press("Alt+n")
    page.keyboard.type("A new one")
    page.keyboard.press("Alt+Backspace")
    assert page.inner_text("[data-said]") == "Deleted."
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+m")
    assert page.locator("[data-cues] li").count() == 2
    page.keyboard.press("Alt+z")
    assert page.locator("[data-cues] li").count() == 3
    axe(page)
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+k")
    until(page, "!document.querySelector('video').paused")
    page.keyboard.press("Alt+k")
    page.focus("text=Save as a draft")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The draft is saved.")
    assert [text for _start, _end, text in texts(video)] == ["Type your street", "and pick the file.", "Send it."]
    assert video.tracks.get().state == "draft"


def test_what_is_wrong_leads_to_the_caption_and_nothing_typed_is_lost(desk, page, axe):
    address, video = desk
    page.goto(f"{address}en/", wait_until="networkidle")
    page.wait_for_selector("[data-cues] li")
    page.fill("[data-cues] li:nth-child(2) [data-part=end]", "0:01")
    page.fill("[data-cues] li:nth-child(2) textarea", "Sent <b>it</b> & done")
    page.click("text=Save and mark as checked")
    page.wait_for_selector("text=Nothing was saved yet")
    axe(page)
    assert page.input_value("[data-cues] li:nth-child(2) textarea") == "Sent <b>it</b> & done"
    page.click("text=a caption must end after it starts")
    assert page.evaluate("document.activeElement.dataset.part") == "start"
    assert texts(video)[1] == (2000, 4000, "Send it.")
    page.fill("[data-cues] li:nth-child(2) [data-part=end]", "4,5")
    page.click("text=Save and mark as checked")
    page.wait_for_selector("text=The captions are saved and marked as checked by you.")
    assert texts(video)[1] == (2000, 4500, "Sent <b>it</b> & done")


def test_the_second_of_two_editors_is_told(desk, page, axe):
    address, video = desk
    page.goto(f"{address}en/", wait_until="networkidle")
    page.wait_for_selector("[data-cues] li")
    track = video.tracks.get()
    services.edit_captions(by=make_chief(), track=track, vtt=VTT.replace("Send it", "By Ana"), version=1)
    page.fill("[data-cues] li:nth-child(1) textarea", "Mine")
    page.click("text=Save as a draft")
    page.wait_for_selector("text=What was changed meanwhile")
    assert page.inner_text("details[open] li") == "Caption 2: By Ana."
    assert page.input_value("[data-cues] li:nth-child(1) textarea") == "Mine"
    axe(page)
    page.click("text=Save as a draft")
    page.wait_for_selector("text=The draft is saved.")
    assert [text for _start, _end, text in texts(video)] == ["Mine", "Send it."]
    page.click("summary:has-text('Earlier versions')")
    page.click("text=Version 2 of")
    page.wait_for_load_state("networkidle")
    assert page.input_value("[data-cues] li:nth-child(2) textarea") == "By Ana."


def test_without_scripts_the_captions_are_one_text_field(desk, browser, live_site):
    address, video = desk
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    sign_in(context, live_site, make_chief())
    page = context.new_page()
    page.goto(f"{address}en/")
    text = page.input_value("#vtt")
    page.fill("#vtt", text.replace("Send it.", "Send it now.").replace("00:00:04.000", "00:00:01.000"))
    page.click("text=Save as a draft")
    assert "Caption 2 (line 8): a caption must end after it starts." in page.inner_text("[data-refused]")
    assert "Send it now." in page.input_value("#vtt")
    page.fill("#vtt", page.input_value("#vtt").replace("00:00:01.000", "00:00:04.000"))
    page.click("text=Save as a draft")
    assert texts(video)[1] == (2000, 4000, "Send it now.")
    said = page.locator(".messages > ul")
    assert "The draft is saved." in said.inner_text()
    assert said.evaluate("(it) => [getComputedStyle(it).opacity, it.getBoundingClientRect().top >= 0]") == ["1", True]
    page.goto(f"{address}en/in/fr/")
    page.fill("textarea >> nth=1", "Envoyez.")
    page.click("text=Save as a draft")
    assert texts(video, "fr") == [(2000, 4000, "Envoyez.")]
    assert "1 caption is not translated yet." in page.inner_text("main")
    context.close()


def test_steps_are_marked_while_watching_by_keyboard(desk, page, context, axe, live_site):
    _address, video = desk
    guide = make_guide(title="Get a permit", video=video, steps=(("Type your street", "", None), ("Send", "", None)))
    for language, theme in (("fr", "dark"), ("en", "light")):
        sign_in(context, live_site, make_chief(), preferred_language=language, theme=theme)
        page.goto(f"{live_site}/admin/guides/{guide.pk}/step-times/", wait_until="networkidle")
        axe(page)
    page.keyboard.press("Tab")
    page.focus("ol li:nth-child(1) input")
    page.evaluate("document.querySelector('video').currentTime = 1.5")
    until(page, "document.querySelector('video').currentTime === 1.5")
    page.keyboard.press("Alt+i")
    assert page.input_value("ol li:nth-child(1) input") == "0:01"
    page.click("[aria-label='Take 0:02: Send']")
    assert page.input_value("ol li:nth-child(2) input") == "0:02"
    page.focus("text=Save the times")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The times are saved in the guide’s draft.")
    guide.refresh_from_db()
    assert [step.start for step in guide.get_latest_revision_as_object().steps.all()] == [1, 2]
