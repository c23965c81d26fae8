"""A guide within another site's page, and what machines read of it, in a real browser."""

import json
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from PIL import Image
from wagtail.models import Site

from guides.videos import ffmpeg, services
from tests.guides.videos.factories import make_captions
from tests.guides.walkthroughs.factories import make_guide

from .waiting import until


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Four seconds that seek."""
    folder = tmp_path_factory.mktemp("film")
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=4"]
    command += ["-pix_fmt", "yuv420p", "-preset", "ultrafast", "-g", "10", str(folder / "film.mp4")]
    subprocess.run(command, check=True)
    Image.new("RGB", (320, 180), "#17573f").save(folder / "poster.jpg")
    return {"480p": folder / "film.mp4", "poster": folder / "poster.jpg"}


@pytest.fixture
def guide(live_site, film):
    host, port = live_site.removeprefix("http://").split(":")
    video = services.upload_prepared(by=None, title="Permit", files=film)
    make_captions(video=video)
    page = make_guide(title="Get a permit", steps=[("Type", "<p>Type it.</p>", 0), ("Pay", "", 2)], video=video)
    Site.objects.update(hostname=host, port=port)
    Site.clear_site_root_paths_cache()
    return f"{live_site}/en/guides/get-a-permit/", page


@pytest.fixture
def partner():
    """`partner(body)` gives the address of a page with that body, on a site that is not ours."""

    class Page(BaseHTTPRequestHandler):
        body = ""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Partner</title>{Page.body}".encode())

        def log_message(self, *arguments):
            pass

    def address(body):
        Page.body = body
        return f"http://localhost:{server.server_port}/"

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def framed(page, address):
    """The frame within a page."""
    page.goto(address)
    return page.frames[1]


def test_machines_read_the_guide_and_the_policy_lets_them(guide, page):
    page.goto(guide[0])
    data = json.loads(page.inner_text("script[type='application/ld+json']"))
    assert (data["@type"], data["video"]["@type"]) == ("HowTo", "VideoObject")


def test_the_code_that_the_guide_gives_works_on_another_site(guide, page, context, partner):
    address, _made = guide
    page.goto(address)
    page.click("summary:has-text('Show it on your own site')")
    code = page.input_value("#embed-code")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("copy-text button")
    page.wait_for_selector("live-toast :text('The code is copied')")
    assert page.evaluate("navigator.clipboard.readText()") == code
    context.clear_cookies()

    frame = framed(page, partner(code))
    frame.wait_for_selector("h1 a")
    assert frame.inner_text("h1") == "Get a permit"
    frame.click("#step-2 [data-seek]")
    until(frame, "document.querySelector('video').currentTime > 2")
    assert frame.get_attribute("#step-2", "aria-current") == "step"
    assert context.cookies() == []
    with page.expect_popup() as opened:
        frame.click("h1 a")
    assert opened.value.url == address
    opened.value.close()


def embed_of(guide):
    address, made = guide
    return address.replace("guides/get-a-permit", f"embed/guide/{made.translation_key}")


def test_without_scripts_it_is_whole_too(guide, browser, partner):
    window = browser.new_context(java_script_enabled=False).new_page()
    frame = framed(window, partner(f"<iframe src='{embed_of(guide)}'></iframe>"))
    frame.wait_for_selector("#step-2 a[href='?t=2#film']")
    assert frame.query_selector("video[controls]")
    window.context.close()


def test_no_other_page_of_ours_is_framed(guide, browser, partner):
    window = browser.new_page()
    frame = framed(window, partner(f"<iframe src='{guide[0]}'></iframe>"))
    for _try in range(100):
        if frame.url:
            break
        window.wait_for_timeout(100)
    assert frame.url == "chrome-error://chromewebdata/"
    window.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (640, "dark")])
def test_nothing_for_axe_to_find_in_the_embed(guide, page, axe, width, scheme):
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)
    for language, key in (("en", guide[1].translation_key), ("fr", "00000000-0000-0000-0000-000000000000")):
        page.goto(guide[0].replace("en/guides/get-a-permit", f"{language}/embed/guide/{key}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)
