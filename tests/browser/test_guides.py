"""A person gets through a guide: in the film, in the transcript, stuck, with and without scripts."""

import subprocess
import time

import pytest
from PIL import Image
from wagtail.models import Site

from guides.videos import ffmpeg, services
from guides.walkthroughs.models import Outcome, StuckReport
from tests.guides.videos.factories import make_captions
from tests.guides.walkthroughs.factories import make_guide

VTT = "WEBVTT\n\n00:00.000 --> 00:08.000\nType your street.\n\n00:08.000 --> 00:16.000\nPick the file.\n"
STEPS = (("Check your zone", "<p>Type your street.</p>", 0), ("Show where you live", "<p>Pick the file.</p>", 8))


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Twenty seconds that Debian's Chromium plays, larger than one answer of ours holds."""
    folder = tmp_path_factory.mktemp("film")
    picture = "testsrc2=s=854x480:r=10:d=20,noise=alls=40:allf=t"
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", picture, "-pix_fmt", "yuv420p"]
    command += ["-preset", "ultrafast", "-g", "20", "-movflags", "+faststart", str(folder / "film.mp4")]
    subprocess.run(command, check=True)
    assert (folder / "film.mp4").stat().st_size > 2 * 1024 * 1024
    Image.new("RGB", (854, 480), "#17573f").save(folder / "poster.jpg")
    return {"480p": folder / "film.mp4", "poster": folder / "poster.jpg"}


@pytest.fixture
def guide(live_site, film):
    host, port = live_site.removeprefix("http://").split(":")
    video = services.upload_prepared(by=None, title="Permit", files=film)
    make_captions(video=video, vtt=VTT)
    page = make_guide(title="Get a permit", steps=STEPS, video=video, cost="€ 48 a year", documents="Passport\nBill")
    Site.objects.update(hostname=host, port=port)
    Site.clear_site_root_paths_cache()
    return f"{live_site}/en/guides/get-a-permit/", page


def until(page, script):
    """Wait until a script gives something true. Playwright's own waiting needs eval, which our policy forbids."""
    for _try in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {script}")


def playing(page):
    return page.evaluate("document.querySelector('video').currentTime")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_nothing_for_axe_to_find_and_nothing_beside_the_page(guide, page, axe, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    address, _guide = guide
    for shown in (address, address.replace("get-a-permit/", "")):
        page.goto(shown)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)


def test_a_step_seeks_the_film_and_everything_follows(guide, page, axe):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(guide[0], wait_until="networkidle")
    assert not [url for url in asked if ".mp4" in url], "nothing of the film before it is played"
    page.click("#step-2 [data-seek]")
    until(page, "document.querySelector('video').currentTime > 8.2")
    assert playing(page) < 14
    assert page.get_attribute("#step-2", "aria-current") == "step"
    assert page.get_attribute("#step-1", "aria-current") is None
    assert page.url.endswith("#step-2")
    page.click("summary:has-text('Transcript')")
    assert page.inner_text(".transcript li[aria-current]").endswith("Pick the file.")
    assert page.evaluate("document.querySelector('video').textTracks[0].activeCues[0].text") == "Pick the file."
    page.click(".transcript li:first-child [data-seek] >> nth=0")
    page.wait_for_selector("#step-1[aria-current]")
    assert playing(page) < 5
    axe(page)


def test_captions_and_place_are_remembered_on_the_device(guide, page):
    page.goto(guide[0])
    until(page, "customElements.get('guide-player') !== undefined")
    page.evaluate("document.querySelector('video').textTracks[0].mode = 'disabled'")
    page.click("#step-2 [data-seek]")
    until(page, "localStorage.getItem('guide-captions') === 'off'")
    page.evaluate("document.querySelector('video').currentTime = 15")
    until(page, "[...Object.keys(localStorage)].some((k) => k.startsWith('guide-place') && +localStorage[k] >= 15)")
    page.goto("about:blank")
    page.goto(guide[0])
    until(page, "document.querySelector('video').textTracks[0].mode === 'disabled'")
    page.click("text=Go on at")
    until(page, "document.querySelector('video').currentTime >= 15")


def test_a_link_to_a_step_begins_there(guide, page):
    page.goto(f"{guide[0]}#step-2")
    page.evaluate("document.querySelector('video').play()")
    until(page, "document.querySelector('video').currentTime > 8")


def test_a_link_from_the_search_begins_at_its_second_and_not_at_its_step(guide, page):
    page.goto(f"{guide[0]}?t=12#step-2")
    page.evaluate("document.querySelector('video').play()")
    until(page, "document.querySelector('video').currentTime > 8")
    assert playing(page) >= 12


def test_saying_that_one_is_stuck_in_a_dialog(guide, page, axe):
    page.goto(guide[0])
    page.focus("#step-2 [data-dialog]")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=What stopped you?")
    axe(page)
    page.click("dialog >> text=Send")
    page.wait_for_selector("dialog >> text=Choose what comes closest.")
    axe(page)
    time.sleep(2.1)  # quicker than any person is asked once more
    page.check("dialog >> text=What it says is wrong")
    page.fill("dialog textarea", "There is no such button")
    page.click("dialog >> text=Send")
    page.wait_for_selector("dialog >> text=What happens next")
    axe(page)
    assert list(StuckReport.objects.values_list("reason", "words")) == [("wrong", "There is no such button")]
    page.click("dialog >> text=Back to the guide")
    assert page.query_selector("dialog[open]") is None
    assert page.evaluate("document.activeElement.closest('.step')?.id") == "step-2"


def test_without_scripts_everything_works_too(guide, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(guide[0])
    page.click("#step-2 .step-time")
    assert page.url.endswith("?t=8#film")
    assert page.get_attribute("video source", "src").endswith("#t=8")
    page.click("#step-2 >> text=I got stuck here")
    time.sleep(2.1)
    page.check("text=Something is missing")
    page.click("main >> text=Send")
    page.wait_for_selector("text=What happens next")
    page.reload()
    page.click("text=Back to the guide")
    assert page.url.endswith("/guides/get-a-permit/#step-2")
    assert "1 person got stuck here" in page.inner_text("#step-2")
    page.click("main >> text=Not yet")
    page.check("text=2. Show where you live")
    page.click("text=Say where")
    page.wait_for_selector("text=What happens next")
    assert (StuckReport.objects.count(), Outcome.objects.get().failed_at is not None) == (1, True)
    context.close()


def test_it_prints_its_steps_and_its_address(guide, page):
    page.goto(guide[0])
    page.emulate_media(media="print")
    assert page.is_visible(".guide-qr svg")
    assert page.is_visible("#step-2 .step-title")
    assert not page.is_visible("video")
    assert not page.is_visible("text=Did you get it done?")
