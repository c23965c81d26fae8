"""That the tools of this folder see what they are there to see."""

import pytest


def test_the_site_answers_on_a_real_server(live_site, page):
    response = page.goto(f"{live_site}/admin/login/")
    assert response.status == 200
    assert page.locator("form").count() >= 1


def test_axe_sees_a_fault(page, axe):
    page.set_content("<html lang='en'><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_axe_lets_a_good_page_through(page, axe):
    page.set_content("<html lang='en'><title>x</title><main><h1>x</h1></main></html>")
    axe(page)


def test_axe_looks_at_colours_as_they_are_in_the_end(page, axe, looks):
    page.set_content("""<html lang='en'><title>x</title><style>
      h1 { color: black; background: white; transition: color 9s }
      @media (prefers-color-scheme: dark) and (max-width: 400px) { h1 { color: #ddd } }
    </style><main><h1>Words</h1></main></html>""")
    seen = []
    for width in looks(page, (1280, "dark"), (360, "light"), (360, "dark"), (1280, "light")):
        seen.append(width)
        if len(seen) == 3:
            with pytest.raises(AssertionError, match="color-contrast"):
                axe(page)
        else:
            axe(page)
    assert seen == [1280, 360, 360, 1280]
