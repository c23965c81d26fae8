"""The style guide, the theme, and the pages that must stand when nothing else does."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import server_error

from commons.ui import contrast


@pytest.mark.django_db
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_style_guide_shows_every_component(client, settings, direction):
    settings.DEBUG = True
    response = client.get("/styleguide/", {"dir": direction})
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="en" dir="{direction}"' in html
    assert " style=" not in html
    assert "<c-" not in html
    assert "onclick" not in html


@pytest.mark.django_db
def test_the_style_guide_is_not_for_the_public(client):
    assert client.get("/styleguide/", follow=True).status_code == 404


def test_the_theme_is_kept_for_ever_and_only_true_marks_have_one(client):
    mark = contrast.fingerprint("#e30613")
    response = client.get(f"/theme-{mark}.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert response.content.decode() == contrast.sheet("#e30613")


@pytest.mark.django_db
def test_a_made_up_mark_has_no_theme(client):
    assert client.get("/theme-e30613deadbeef.css").status_code == 404


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_errors_of_ours_need_no_database(template):
    html = render_to_string(template)
    assert "css/site.css" in html
    assert "<h1>" in html


def test_the_500_page_is_what_django_shows(rf):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
def test_a_missing_page_offers_a_search_in_the_site_frame(client):
    response = client.get("/en/nowhere/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "This page is not here" in html
    assert 'id="lost-search"' in html
    assert 'class="site-header"' in html


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_what_to_do():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/en/accounts/login/", {"login": "x"})
    assert response.status_code == 403
    assert "Reload that page, then send it again" in response.content.decode()
