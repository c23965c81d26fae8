"""A person gets through a guide: in the film, in the transcript, stuck, with and without scripts."""

import subprocess
import time

import pytest
from PIL import Image
from wagtail.models import Site

from guides.videos import ffmpeg, services
from guides.walkthroughs.models import Outcome, StuckReport
from tests.guides.videos.factories import make_captions
from tests.guides.walkthroughs.factories import make_guide, translate

from .waiting import until

VTT = "WEBVTT\n\n00:00.000 --> 00:08.000\nType your street.\n\n00:08.000 --> 00:16.000\nPick the file.\n"
STEPS = (("Check your zone", "<p>Type your street.</p>", 0), ("Show where you live", "<p>Pick the file.</p>", 8))


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Twenty seconds that Debian's Chromium plays, larger than one answer of ours holds."""
    folder = tmp_path_factory.mktemp("film")
    picture = "testsrc2=s=854x480:r=10:d=20,noise=alls=40:allf=t"
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", picture, "-pix_fmt", "yuv420p"]
    command += ["-preset", "ultrafast", "-g", "20", "-movflags", "+faststart", str(folder / "film.mp4")]
    command += [
        "-pix_fmt",
        "yuv420p",
        "-vf",
        "scale=426:240",
        "-preset",
        "ultrafast",
        "-g",
        "20",
        str(folder / "small.mp4"),
    ]
    subprocess.run(command, check=True)
    assert (folder / "film.mp4").stat().st_size > 2 * 1024 * 1024
    Image.new("RGB", (854, 480), "#17573f").save(folder / "poster.jpg")
    return {"480p": folder / "small.mp4", "720p": folder / "film.mp4", "poster": folder / "poster.jpg"}


@pytest.fixture
def guide(live_site, film):
    host, port = live_site.removeprefix("http://").split(":")
    video = services.upload_prepared(by=None, title="Permit", files=film)
    make_captions(video=video, vtt=VTT)
    page = make_guide(title="Get a permit", steps=STEPS, video=video, cost="€ 48 a year", documents="Passport\nBill")
    Site.objects.update(hostname=host, port=port)
    Site.clear_site_root_paths_cache()
    return f"{live_site}/en/guides/get-a-permit/", page


def playing(page):
    return page.evaluate("document.querySelector('video').currentTime")


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("en", [(1280, "light"), (360, "dark")]),
        pytest.param("fr", [(360, "light"), (1280, "dark")], marks=pytest.mark.long),
    ],
)
def test_nothing_for_axe_to_find_and_nothing_beside_the_page(guide, page, axe, looks, language, pairs):
    address, made = guide
    translate(made)
    address = address.replace("/en/", f"/{language}/")
    for shown in (address.replace("get-a-permit/", ""), address):
        page.goto(shown)
        for width in looks(page, *pairs):
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            axe(page)
    page.click(".transcript summary")
    page.fill("#film-find", "street")
    page.wait_for_selector(".transcript mark")
    for _width in looks(page, *pairs):
        axe(page)
    page.click("[data-keys]")
    page.wait_for_selector("#film-keys[open]")
    for _width in looks(page, *pairs):
        axe(page)
    page.keyboard.press("Escape")
    page.click("#step-2 [data-dialog]")
    page.wait_for_selector("#say[open]")
    for _width in looks(page, *pairs):
        axe(page)


def test_a_step_seeks_the_film_and_everything_follows(guide, page, axe):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(guide[0], wait_until="networkidle")
    assert not [url for url in asked if ".mp4" in url or ".vtt" in url], "nothing of the film before it is played"
    page.click("#step-2 [data-seek]")
    until(page, "document.querySelector('video').currentTime > 8.2")
    assert playing(page) < 14
    assert page.get_attribute("#step-2", "aria-current") == "step"
    assert page.get_attribute("#step-1", "aria-current") is None
    until(page, "location.hash === '#step-2'")
    page.click("summary:has-text('Transcript')")
    assert page.inner_text(".transcript li[aria-current]").endswith("Pick the file.")
    until(page, "document.querySelector('video').textTracks[0].activeCues?.[0]?.text === 'Pick the file.'")
    page.click(".transcript li:first-child [data-seek] >> nth=0")
    page.wait_for_selector("#step-1[aria-current]")
    assert playing(page) < 5
    axe(page)


def test_choices_and_place_are_remembered_on_the_device(guide, page):
    page.goto(guide[0])
    page.select_option("[data-captions]", "off")
    page.select_option("[data-speed]", "2")
    page.click("#step-2 [data-seek]")
    until(page, "document.querySelector('video').playbackRate === 2")
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "disabled"
    page.evaluate("document.querySelector('video').currentTime = 15")
    until(page, "[...Object.keys(localStorage)].some((k) => k.startsWith('guide-place') && +localStorage[k] >= 15)")
    page.goto("about:blank")
    page.goto(guide[0])
    until(page, "document.querySelector('[data-captions]')?.value === 'off'")
    assert page.input_value("[data-speed]") == "2"
    page.click("text=Go on at")
    until(page, "document.querySelector('video').currentTime >= 15")
    page.select_option("[data-captions]", "en")
    until(page, "document.querySelector('video').textTracks[0].mode === 'showing'")


def test_the_address_follows_the_film_without_a_trail(guide, page):
    page.goto(f"{guide[0]}?t=7#film")
    trail = page.evaluate("history.length")
    page.evaluate("document.querySelector('video').play()")
    until(page, "location.hash === '#step-2' && !location.search")
    assert page.evaluate("history.length") == trail


def test_the_transcript_is_searched_while_one_types(guide, page):
    page.goto(guide[0])
    page.click(".transcript summary")
    page.fill("#film-find", "FÏLE")
    page.wait_for_selector("text=1 sentence found")
    assert page.inner_text(".transcript mark") == "file"
    assert page.locator(".transcript li:visible").count() == 1
    assert page.locator(".transcript h2:visible").all_inner_texts() == ["2. Show where you live"]
    page.keyboard.press("Enter")
    until(page, "document.querySelector('video').currentTime >= 8")
    page.fill("#film-find", "nothing of the kind")
    page.wait_for_selector("text=0 sentences found")
    page.fill("#film-find", "")
    assert page.locator(".transcript li:visible").count() == 2


def test_the_keys_work_on_the_player_and_nowhere_else(guide, page):
    page.goto(guide[0])
    page.focus("#step-1 .step-time")
    page.keyboard.press("?")
    page.keyboard.press("k")
    assert page.query_selector("dialog[open]") is None
    page.focus("video")
    until(page, "document.querySelector('guide-player').controls !== undefined")
    page.keyboard.press("?")
    page.wait_for_selector("#film-keys[open]")
    page.keyboard.press("k")
    page.keyboard.press("Escape")
    assert page.evaluate("[document.querySelector('video').paused, document.activeElement.id]") == [True, "film"]
    page.keyboard.press("k")
    until(page, "!document.querySelector('video').paused && document.querySelector('video').readyState > 2")
    page.keyboard.press("n")
    page.wait_for_selector("#step-2[aria-current=step]")
    page.keyboard.press("k")
    page.keyboard.press("p")
    page.wait_for_selector("#step-1[aria-current=step]")
    page.keyboard.press("l")
    until(page, "document.querySelector('video').currentTime >= 10")
    page.keyboard.press(">")
    page.wait_for_selector("[data-said]:text('Speed 1.25×')", state="attached")
    page.keyboard.press("c")
    page.wait_for_selector("[data-said]:text('Captions Off')", state="attached")
    page.keyboard.press("m")
    assert page.evaluate("document.querySelector('video').muted")
    page.keyboard.press("s")
    page.keyboard.type("km?")
    assert page.input_value("#film-find") == "km?"
    assert page.evaluate("document.querySelector('video').muted")


@pytest.mark.parametrize(
    ("width", "saves", "kind"), [(1280, False, "720p"), (360, False, "480p"), (1280, True, "480p")]
)
def test_the_picture_is_as_large_as_needed_and_data_is_saved(guide, page, width, saves, kind):
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(
        f"Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: {str(saves).lower()} }} }})"
    )
    page.goto(guide[0])
    page.click("#step-2 [data-seek]")
    until(page, "document.querySelector('video').currentTime > 8.1")
    assert f"/{kind}.mp4" in page.evaluate("document.querySelector('video').currentSrc")
    other = "480p" if kind == "720p" else "720p"
    page.select_option("[data-picture]", {"480p": "240", "720p": "480"}[other])
    until(page, f"document.querySelector('video').currentSrc.includes('/{other}.mp4')")
    until(page, "document.querySelector('video').currentTime > 8.1 && !document.querySelector('video').paused")
    page.reload()
    until(page, f"document.querySelector('[data-picture]').value === '{240 if other == '480p' else 480}'")


def test_audio_description_takes_over_where_the_film_is(guide, page, film, browser):
    video = guide[1].video
    video.described = services.upload_prepared(by=None, title="Described", files=film)
    video.description_need = "described"
    video.save()
    page.goto(guide[0])
    page.click("#step-2 [data-seek]")
    until(page, "document.querySelector('video').currentTime > 8.1")
    page.click("[data-describe]")
    until(page, f"document.querySelector('video').currentSrc.includes('/videos/{video.described_id}/')")
    until(page, "document.querySelector('video').currentTime > 8.1 && !document.querySelector('video').paused")
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
    page.reload()
    page.wait_for_selector("[data-describe][aria-pressed=true]")
    page.focus("video")
    until(page, f"document.querySelector('video').currentSrc.includes('/videos/{video.described_id}/')")
    page.keyboard.press("d")
    page.wait_for_selector("[data-said]:text('Audio description off')", state="attached")
    until(page, f"document.querySelector('video').currentSrc.includes('/videos/{video.pk}/')")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(guide[0])
    assert plain.is_visible("text=Film with audio description (480p)")
    assert not plain.is_visible("text=Keys")
    context.close()


def test_papers_are_ticked_remembered_and_forgotten(guide, page):
    page.goto(guide[0])
    assert page.is_hidden("text=Forget them")
    page.check("label:has-text('Bill')")
    page.reload()
    page.wait_for_selector("label:has-text('Bill') :checked")
    assert not page.is_checked("label:has-text('Passport') input")
    page.click("text=Forget them")
    page.reload()
    page.wait_for_selector("label:has-text('Bill')")
    assert page.locator(".papers :checked").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_the_first_view_is_small_and_nothing_moves_in_it(guide, page):
    """Counts all that is transferred before anything is pressed: the page compressed, styles and scripts, pictures."""
    got = {}
    page.on("requestfinished", lambda request: got.setdefault(request.url, request.sizes()["responseBodySize"]))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(guide[0], wait_until="networkidle")
    assert sum(got.values()) < 100_000, got
    assert len([url for url in got if not url.endswith("mark.svg")]) <= 12, got
    page.check("label:has-text('Bill')")
    page.evaluate("localStorage.setItem(`guide-place-${document.querySelector('guide-player').dataset.key}`, '15')")
    page.goto(guide[0], wait_until="networkidle")
    page.wait_for_selector("text=Go on at")
    moved = """new Promise((tell) => {
      new PerformanceObserver((seen) => tell(seen.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => tell(0), 500);
    })"""
    assert page.evaluate(moved) < 0.01


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
    for scheme in ("light", "dark"):
        # Colours that are on their way to the other scheme have no contrast to speak of.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        axe(page)
    time.sleep(2.1)  # quicker than any person is asked once more
    page.check("dialog >> text=What it says is wrong")
    page.fill("dialog textarea", "There is no such button")
    page.click("dialog >> text=Send")
    page.wait_for_selector("dialog >> text=What happens next")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
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
    service = page.locator("main a[href*='/services/']").last
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = service.evaluate("link => [getComputedStyle(link, '::after').content, link.href]")
    assert printed[0] == f'" (" "{printed[1]}" ")"' or printed[0] == f'" ({printed[1]})"'
    assert printed[1].startswith("http://")
    words, drawn = (page.locator(f"#step-2 {part}").bounding_box() for part in (".prose", ".step-qr"))
    assert drawn["x"] >= words["x"] + words["width"], "the code stands beside the words"
    assert page.is_visible(".guide-qr svg")
    assert page.is_visible("#step-2 .step-title")
    assert page.is_visible("#step-2 .step-qr svg")
    assert page.is_visible("text=Bill")
    assert not page.is_visible("video")
    assert not page.is_visible("text=Did you get it done?")
