"""A real browser before the real site. Tests that use `page` are skipped, with a word, where there is no Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, Page, Playwright, sync_playwright

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))),
    None,
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All here are browser tests, without each having to say so."""
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


# Playwright's loop counts as running while it is open: it is closed after each module, so that asynchronous tests that
# come later in the same process can run theirs, and Django lets its ORM be used meanwhile.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, for the tests of one file."""
    if CHROMIUM is None:
        pytest.skip("no Chromium was found on this machine (apt install chromium)")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser_type(playwright: Playwright) -> BrowserType:
    """Chromium is what the machine has."""
    return playwright.chromium


@pytest.fixture(scope="module")
def browser(browser_type: BrowserType) -> Iterator[Browser]:
    """The machine's own Chromium; root may only run it without its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    started = browser_type.launch(executable_path=CHROMIUM, args=[*arguments, "--disable-dev-shm-usage"])
    yield started
    started.close()


@pytest.fixture(scope="module")
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
    page.set_default_timeout(10_000)
    yield page
    assert faults == []


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails with what axe finds wrong, in words; `context` narrows it to a selector."""

    def check(page: Page, context: Any = None) -> None:
        results = Axe().run(page, context=context)
        found = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
            + "\n    ".join(node["html"][:200] for node in violation["nodes"][:5])
            for violation in results.response["violations"]
        ]
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check
