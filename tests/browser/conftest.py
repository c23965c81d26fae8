"""A real browser before the real site. Tests that use `page` are skipped, with a word, where there is no Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserType, Page, Playwright, expect, sync_playwright

from tests.browser.waiting import until

# The shell first: the others draw their own windows too, which costs as much as the page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next(
    (found for name in BROWSERS if (found := shutil.which(name))),
    None,
)

# How long one waits for what should come, in milliseconds: much longer than it takes, since machines are busy.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# All of axe's rules; of what they find only what is wrong, since telling the rest takes long.
AXE_RUN = """async (context) => {
  const found = await axe.run(context ?? document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, help, nodes }) =>
    ({ id, impact, help, places: nodes.slice(0, 5).map((node) => node.html.slice(0, 200)) }));
}"""

# Short news is fetched with the first of it, and the support line is only a place. Wagtail's pages have their own ways.
ELEMENTS_ARE_THERE = """!document.querySelector(
  "body:not([data-controller]) :not(:defined):not(live-toast, support-buttons, details:not([open]) *)")"""

# What fades from one scheme to the other is looked at when it is done.
COLOURS_ARE_THERE = """() => document.getAnimations()
  .filter((it) => Number.isFinite(it.effect.getComputedTiming().endTime)).forEach((it) => it.finish())"""


# Last, since pytest itself brings tests with the same parameters together.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All here are browser tests, without each having to say so, and every process begins with its part of them.

    They wait for a browser more than they work: last, they would keep one process busy while the others are done. In
    one piece, they need one browser a process.
    """
    files: dict[Path, list[pytest.Item]] = {}
    others = []
    for item in items:
        if "browser" in item.path.relative_to(config.rootpath).parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.indexed)
            files.setdefault(item.path, []).append(item)
        else:
            others.append(item)
    processes: int = getattr(config, "workerinput", {}).get("workercount", 1)
    parts: list[list[pytest.Item]] = [[] for _ in range(processes)]
    for tests in sorted(files.values(), key=len, reverse=True):
        min(parts, key=len).extend(tests)
    # xdist hands out equal pieces in this order.
    size = -(-len(items) // processes)
    rest = iter(others)
    items[:] = [item for part in parts for item in (*part, *islice(rest, max(size - len(part), 0)))]
    items.extend(rest)


# Playwright's loop counts as running while it is open: it is closed after the last of these tests, so that asynchronous
# tests that come later in the same process can run theirs, and Django lets its ORM be used meanwhile.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright, for the tests of this folder."""
    if CHROMIUM is None:
        pytest.skip("no Chromium was found on this machine (apt install chromium-headless-shell)")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser_type(playwright: Playwright) -> BrowserType:
    """Chromium is what the machine has."""
    return playwright.chromium


@pytest.fixture(scope="package")
def browser(browser_type: BrowserType) -> Iterator[Browser]:
    """The machine's own Chromium; root may only run it without its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    started = browser_type.launch(
        executable_path=CHROMIUM, args=[*arguments, "--disable-dev-shm-usage", "--disable-gpu"]
    )
    yield started
    started.close()


@pytest.fixture(scope="package")
def browser_context_args(playwright: Playwright) -> dict[str, Any]:
    """How each test's window is set up."""
    return {"locale": "en-GB", "timezone_id": "Europe/Paris", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A window; the test fails when the page throws, breaks its policy, or asks another host for anything."""
    faults: list[str] = []

    def look(message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(message.text)

    def watch(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "http://localhost", "data:", "blob:", "about:")):
            faults.append(f"asks a third party: {request.url}")

    page.on("console", look)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", watch)
    page.set_default_timeout(PATIENCE)
    page.goto = enhanced(page, page.goto)  # type: ignore[method-assign]
    page.reload = enhanced(page, page.reload)  # type: ignore[method-assign]
    yield page
    assert faults == []


def enhanced(page: Page, opens: Callable[..., Any]) -> Callable[..., Any]:
    """Opening a page, and waiting until its own elements are there: before that, a press does what it does without."""

    def opened(*args: Any, **kwargs: Any) -> Any:
        answer = opens(*args, **kwargs)
        until(page, ELEMENTS_ARE_THERE)
        return answer

    return opened


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails with what axe finds wrong, in words; `context` narrows it to a selector."""

    def check(page: Page, context: Any = None) -> None:
        # Reading it costs as much as its look at a page: once a document will do.
        if not page.evaluate("'axe' in window"):
            page.evaluate(f"{AXE_SCRIPT}; 0")
        page.evaluate(COLOURS_ARE_THERE)  # what fades in is judged as it will be
        violations = page.evaluate(AXE_RUN, context)
        found = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n    " + "\n    ".join(violation["places"])
            for violation in violations
        ]
        assert not found, f"{page.url} {page.viewport_size}\n" + "\n".join(found)

    return check


@pytest.fixture
def looks() -> Callable[..., Iterator[int]]:
    """`for width in looks(page, (width, scheme), …)`: the page as it is in each way, without loading it anew."""

    def each(page: Page, *pairs: tuple[int, str]) -> Iterator[int]:
        for width, scheme in pairs:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.evaluate(COLOURS_ARE_THERE)
            yield width

    return each
