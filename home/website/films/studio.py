"""The studio: the film set served on this machine, opened in Debian's Chromium, and pictures of its cards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from .screenplay import Film

SET = Path(__file__).parent / "set"
CARD = (1280, 720)
CHROMIUM = "/usr/bin/chromium"


@contextmanager
def studio() -> Iterator[tuple[str, Callable[[int, int, float], Page]]]:
    """Serve the set on this machine, and open pages of it in Debian's Chromium."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(SET)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--font-render-hinting=none"]
        )

        def new_page(width: int, height: int, density: float) -> Page:
            return browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=density)

        try:
            yield f"http://127.0.0.1:{server.server_port}", new_page
        finally:
            browser.close()
            server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing of each file."""


def card_pictures(film: Film, desk: Page) -> dict[str, bytes]:
    """Pictures (PNG) of the title card and the closing card."""
    pictures = {}
    for name, card in (("opening", film.opening), ("closing", film.closing)):
        says = {
            "office": film.office,
            "heading": card.heading,
            "facts": list(card.facts),
            "art": f"art-{film.slug}.svg",
        }
        desk.evaluate("card => fillCard(card)", says)
        pictures[name] = desk.locator(".card").screenshot(type="png")
    return pictures


def strip_pictures(film: Film, desk: Page) -> list[bytes]:
    """Pictures (PNG) of the strip above the screen, one for each step."""
    pictures = []
    for number, step in enumerate(film.steps, 1):
        says = {"number": number, "total": len(film.steps), "title": step.title["en"], "film": film.title["en"]}
        desk.evaluate("strip => fillStrip(strip)", says)
        pictures.append(desk.locator(".strip").screenshot(type="png"))
    return pictures


def poster_picture(film: Film) -> bytes:
    """A picture (JPEG) to show before the film is played: no words, since pages of every language show it."""
    with studio() as (address, new_page):
        desk = new_page(*CARD, 0.75)
        desk.goto(f"{address}/card.html")
        desk.evaluate("art => showArt(art)", f"art-{film.slug}.svg")
        return desk.locator(".poster").screenshot(type="jpeg", quality=82)
