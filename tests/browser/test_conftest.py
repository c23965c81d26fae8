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
