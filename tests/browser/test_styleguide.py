"""The components in a real browser: what axe says, what fits, and what the small elements do."""

import pytest
from playwright.sync_api import expect

WIDTHS = (320, 360, 1280)


@pytest.fixture
def guide(live_site, page, settings):
    settings.DEBUG = True
    page.goto(f"{live_site}/styleguide/")
    return page


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_nothing_for_axe_to_find_and_nothing_beside_the_page(guide, axe, looks, scheme):
    guide.emulate_media(reduced_motion="reduce")
    for width in looks(guide, *((width, scheme) for width in WIDTHS)):
        axe(guide)
        assert guide.evaluate("document.documentElement.scrollWidth") == width


def test_a_first_view_is_light(live_site, page, settings):
    settings.DEBUG = True
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{live_site}/styleguide/", wait_until="networkidle")
    assert len(sizes) <= 12
    assert sum(sizes) < 160_000  # uncompressed here; a proxy or the page cache sends about a quarter


def test_the_keyboard_comes_first_to_the_skip_link(live_site, page):
    page.goto(f"{live_site}/en/nowhere/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_always_seen(guide):
    guide.locator(".brand").focus()
    for _press in range(60):
        guide.keyboard.press("Tab")
        seen = guide.evaluate("""() => {
          const it = document.activeElement, style = getComputedStyle(it);
          return it === document.body || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        }""")
        assert seen, guide.evaluate("document.activeElement.outerHTML")


def test_targets_are_large_enough(guide):
    guide.set_viewport_size({"width": 360, "height": 800})
    pressed = "button, summary, .button, .site-nav a, .tabs a, .pagination a, .thread-actions a, [type=search], select"
    small = guide.evaluate(
        """(pressed) => [...document.querySelectorAll(pressed)]
      .map((it) => [it.textContent.trim() || it.id, it.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 24)).map(([name]) => name)""",
        pressed,
    )
    assert small == []


def test_counting_says_what_is_left_and_what_is_too_much(guide):
    field = guide.locator("#id_empty-text")
    words = guide.locator("char-counter:has(#id_empty-text) .counter")
    field.fill("x" * 299)
    assert words.inner_text() == "You have 1 character left"
    field.fill("x" * 301)
    assert words.inner_text() == "You have 1 character too many"
    assert words.get_attribute("data-over") is not None


def test_what_is_typed_stays_until_it_is_sent(guide):
    guide.locator("#id_empty-text").fill("Pay by the month")
    guide.locator("#id_empty-place_1").check()
    guide.reload()
    assert guide.locator("#id_empty-text").input_value() == "Pay by the month"
    assert guide.locator("#id_empty-place_1").is_checked()
    guide.locator("draft-keeper").dispatch_event("folkmoot:sent")
    guide.reload()
    assert guide.locator("#id_empty-text").input_value() == ""


def test_the_dialog_opens_in_place_and_gives_focus_back(guide, axe):
    opener = guide.get_by_role("link", name="Report this post")
    opener.click()
    assert guide.locator("dialog#report").evaluate("it => it.open")
    axe(guide, "dialog")
    guide.keyboard.press("Escape")
    assert not guide.locator("dialog#report").evaluate("it => it.open")
    assert opener.evaluate("it => it === document.activeElement")


def test_a_menu_closes_by_escape(guide):
    menu = guide.locator("details.menu", has_text="Take it down")
    menu.locator("summary").click()
    assert menu.evaluate("it => it.open")
    guide.keyboard.press("Escape")
    assert not menu.evaluate("it => it.open")


def test_mistakes_take_the_focus(guide):
    expect(guide.locator(".error-summary")).to_be_focused()


def test_copying_a_link_is_said_politely(guide, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    guide.locator("#overlays copy-link a").click()
    expect(guide.locator("live-toast")).to_have_text("The link is copied")
    assert guide.locator("live-toast").get_attribute("aria-live") == "polite"
    assert guide.evaluate("navigator.clipboard.readText()").endswith("#overlays")


def test_a_draft_goes_when_the_site_says_it_is_stored(guide):
    def answer(route):
        told = '<div class="notices"><div class="notice notice-success">Sent</div></div><div class="content">'
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace('<div class="content">', told, 1))

    guide.locator("#id_empty-title").fill("Pay by the month")
    guide.locator("#id_empty-text").fill("Because")
    guide.locator("#id_empty-place_0").check()
    guide.get_by_role("button", name="Send my idea").first.click()
    guide.wait_for_url("**/styleguide/?*")
    expect(guide.locator("#id_empty-text")).to_have_value("Because")
    guide.route("**/styleguide/?*", answer)
    guide.get_by_role("button", name="Send my idea").first.click()
    expect(guide.locator(".notices")).to_be_visible()
    expect(guide.locator("draft-keeper:defined")).to_have_count(1)
    expect(guide.locator("#id_empty-text")).to_have_value("")


def test_a_draft_goes_with_a_page_that_names_it(guide):
    guide.locator("#id_empty-text").fill("Because")
    guide.locator("#id_empty-text").blur()
    address, script = guide.url, guide.locator("script[src*=site]").get_attribute("src")
    thanks = f'<!doctype html><p data-sent="styleguide">Thank you</p><script type="module" src="{script}"></script>'
    guide.route("**/sent/", lambda route: route.fulfill(content_type="text/html", body=thanks))
    guide.goto(f"{address}sent/", wait_until="networkidle")
    expect(guide.locator("p")).to_be_visible()
    guide.goto(address)
    expect(guide.locator("draft-keeper:defined")).to_have_count(1)
    assert guide.locator("#id_empty-text").input_value() == ""
