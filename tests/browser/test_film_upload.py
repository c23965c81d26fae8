"""An editor brings in a film: dropped, chosen, stopped, refused, and as a plain form; then chooses its picture."""

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files import File
from django.test import Client
from PIL import Image
from wagtail.users.models import UserProfile

from commons.jobs.rules import Lane
from commons.jobs.services import running
from guides.videos import ffmpeg, services
from guides.videos.models import GuideVideo
from tests.guides.videos.factories import make_chief

from .waiting import until

DROP = """([selector, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(200000)], name));
  const place = document.querySelector(selector);
  for (const type of ["dragenter", "dragover", "drop"])
    place.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    """Three seconds, large enough to be seen on its way on a slow line."""
    path = tmp_path_factory.mktemp("film") / "permit.mp4"
    picture = "testsrc2=s=640x360:r=10:d=3,noise=alls=60:allf=t"
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", picture]
    subprocess.run([*command, "-pix_fmt", "yuv420p", "-preset", "ultrafast", str(path)], check=True)
    return path


@pytest.fixture
def admin(live_site, context):
    """The address of Wagtail's admin, for somebody who is signed in."""
    sign_in(context, live_site)
    return f"{live_site}/admin"


def sign_in(context, site, **profile):
    UserProfile.objects.update_or_create(user=make_chief(), defaults=profile)
    client = Client()
    client.force_login(make_chief())
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


@pytest.fixture
def slow_down(page, context):
    """`slow_down(bytes)` makes the line upwards that slow a second; -1 is as fast as it goes."""
    session = context.new_cdp_session(page)

    def change(bytes_a_second):
        line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
        session.send("Network.emulateNetworkConditions", line)

    return change


OURS = {"include": [["main"]]}
"""What axe looks at: all of the page but Wagtail's frame."""


def picture_of(page, name):
    """Keep a picture of the page where FILM_SCREENSHOTS says, to be looked at."""
    if folder := os.environ.get("FILM_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_dropped_film_is_sent_with_its_progress_and_lands(admin, page, film, axe, slow_down):
    page.goto(f"{admin}/media/video/add/", wait_until="networkidle")
    page.evaluate(DROP, ["film-upload", "dropped.mp4"])
    assert page.evaluate("document.querySelector('#id_file').files[0].name") == "dropped.mp4"
    assert page.input_value("#id_title"), "named after its file until somebody says better"
    page.set_input_files("#id_file", str(film))
    page.fill("#id_title", "Permit")
    slow_down(250_000)
    page.click("form[enctype] button[type=submit]")
    until(page, "document.querySelector('.film-sending progress').value > 5")
    assert page.evaluate("document.activeElement.closest('.film-sending') !== null")
    axe(page, OURS)
    picture_of(page, "sending")
    slow_down(-1)
    page.wait_for_url(lambda address: "/add/" not in address)
    video = GuideVideo.objects.get()
    assert (video.title, video.state, video.file.size) == ("Permit", "preparing", film.stat().st_size)


def test_an_upload_is_stopped_and_begun_again(admin, page, film, slow_down):
    page.goto(f"{admin}/media/video/add/", wait_until="networkidle")
    page.set_input_files("#id_file", str(film))
    page.fill("#id_title", "Permit")
    slow_down(100_000)
    page.click("form[enctype] button[type=submit]")
    until(page, "document.querySelector('.film-sending progress').value > 0")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.film-wrong').textContent.startsWith('The upload was stopped')")
    assert (page.is_visible(".film-sending"), GuideVideo.objects.count()) == (False, 0)
    button = page.locator("form[enctype] button[type=submit]")
    assert (button.is_enabled(), button.inner_text().strip()) == (True, "Upload")
    picture_of(page, "stopped")
    slow_down(-1)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url(lambda address: "/add/" not in address)
    assert GuideVideo.objects.get().title == "Permit"


def test_what_is_no_film_is_said_before_it_is_sent(admin, page, axe):
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{admin}/media/video/add/", wait_until="networkidle")
    page.evaluate(DROP, ["film-upload", "holiday.pdf"])
    assert page.inner_text(".film-wrong").startswith("Upload a film")
    page.click("form[enctype] button[type=submit]")
    page.wait_for_timeout(300)
    assert "POST" not in sent
    axe(page, OURS)
    picture_of(page, "wrong")


def test_the_file_stays_chosen_when_something_else_is_wrong(admin, page, film):
    page.goto(f"{admin}/media/video/add/", wait_until="networkidle")
    page.set_input_files("#id_file", str(film))
    page.fill("#id_title", "")
    page.click("form[enctype] button[type=submit]")
    until(page, "document.querySelector('#id_title').closest('li').textContent.includes('required')")
    assert page.evaluate("document.querySelector('#id_file').files.length") == 1
    picture_of(page, "untitled")
    page.fill("#id_title", "Permit")
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url(lambda address: "/add/" not in address)
    assert GuideVideo.objects.get().title == "Permit"


def test_who_was_signed_out_meanwhile_is_led_to_the_sign_in(admin, page, context, film):
    page.goto(f"{admin}/media/video/add/", wait_until="networkidle")
    page.set_input_files("#id_file", str(film))
    page.fill("#id_title", "Permit")
    cookies = [one for one in context.cookies() if one["name"] != "sessionid"]
    context.clear_cookies()
    context.add_cookies(cookies)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url(lambda address: "next=" in address and "/media/video/add/" in unquote(address))
    assert GuideVideo.objects.count() == 0


def test_as_a_plain_form(admin, live_site, browser, film):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_site)
    page = context.new_page()
    page.goto(f"{admin}/media/video/add/")
    page.set_input_files("#id_file", str(film))
    page.fill("#id_title", "Permit")
    page.click("form[enctype] button[type=submit]")
    assert GuideVideo.objects.get().state == "preparing"
    page.goto(f"{admin}/media/edit/{GuideVideo.objects.get().pk}/")
    assert "Being prepared" in page.inner_text("film-status")
    context.close()


@pytest.fixture
def prepared(film, tmp_path, transactional_db):
    """A film that is ready, with its strip."""
    Image.new("RGB", (640, 360), "#17573f").save(tmp_path / "poster.jpg")
    files = {"480p": film, "poster": tmp_path / "poster.jpg"}
    video = services.upload_prepared(by=make_chief(), title="Permit", files=files)
    while running.run_next(lane=Lane.HEAVY):
        pass
    return video


def test_another_film_takes_the_place_and_that_is_said(prepared, admin, page, tmp_path, film):
    other = tmp_path / "other.mp4"
    other.write_bytes(film.read_bytes() + b"\0" * 8)
    page.goto(f"{admin}/media/edit/{prepared.pk}/", wait_until="networkidle")
    page.set_input_files("#id_file", str(other))
    page.click("form[enctype] button[type=submit]")
    page.wait_for_selector("text=The new film is taken.")
    assert "Being prepared" in page.inner_text("film-status")
    assert "The film before is shown until then." in page.inner_text("film-status")


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), pytest.param("fr", "dark", marks=pytest.mark.long)])
def test_nothing_for_axe_to_find_on_a_films_pages(prepared, admin, page, context, live_site, axe, language, theme):
    sign_in(context, live_site, preferred_language=language, theme=theme)
    for name, path in (("add", "video/add/"), ("edit", f"edit/{prepared.pk}/"), ("delete", f"delete/{prepared.pk}/")):
        page.goto(f"{admin}/media/{path}", wait_until="networkidle")
        axe(page, OURS)
        picture_of(page, f"{name}-{language}-1280")
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        picture_of(page, f"{name}-{language}-360")
        page.set_viewport_size({"width": 1280, "height": 900})


def test_the_picture_shown_first_is_chosen_from_the_strip(prepared, admin, page):
    before = prepared.renditions.get(kind="poster").pk
    page.goto(f"{admin}/media/edit/{prepared.pk}/", wait_until="networkidle")
    assert page.locator(".film-strip li").count() == 3
    page.click(".film-strip li:nth-child(2) button")
    page.wait_for_load_state("networkidle")
    assert "It is shown in a moment" in page.inner_text("body")
    running.run_next(lane=Lane.HEAVY)
    assert prepared.renditions.get(kind="poster").pk != before
    page.reload(wait_until="networkidle")
    page.locator(".film-strip").scroll_into_view_if_needed()
    picture_of(page, "strip")
    assert page.get_attribute(".film-strip li:nth-child(2) button", "aria-pressed") == "true"


def test_how_far_a_film_is_comes_by_itself_and_is_told_sparingly(admin, page, film):
    with film.open("rb") as source:
        video = services.upload(by=make_chief(), file=File(source, name="permit.mp4"), title="Permit")
    page.goto(f"{admin}/media/edit/{video.pk}/", wait_until="networkidle")
    assert page.locator("film-status [role=status]").count() == 1
    assert page.get_attribute("film-status", "aria-live") is None
    while running.run_next(lane=Lane.HEAVY):
        pass
    until(page, "document.querySelector('[data-film-state]').dataset.filmState === 'ready'")
    assert "Ready to watch" in page.inner_text("film-status [role=status]")
