"""The policies on each answer, and the number of each request."""

import logging
import re

import pytest

from commons.web.policies import as_header

STRICT = {"script-src 'self'", "style-src 'self'", "default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}


def policy(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


def test_a_policy_as_a_header():
    assert as_header({"script-src": ["'self'", "x"], "sandbox": []}) == "script-src 'self' x; sandbox"


@pytest.mark.django_db
class TestPolicies:
    @pytest.mark.parametrize("path", ["/healthz", "/en/accounts/login/", "/en/no-such-page/"])
    def test_public_pages_run_and_draw_nothing_inline(self, client, path):
        response = client.get(path)
        assert policy(response) >= STRICT
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert "camera=()" in response.headers["Permissions-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response.headers["X-Frame-Options"] == "DENY"

    def test_what_is_too_large_is_answered_in_the_sites_words_and_policies(self, client):
        response = client.post("/en/accounts/login/", "login=" + "x" * 3_000_000, "application/x-www-form-urlencoded")
        assert response.status_code == 400
        assert 'class="page-head"' in response.content.decode()
        assert policy(response) >= STRICT

    def test_the_cms_has_its_own_and_may_frame_its_previews(self, admin_client):
        found = policy(admin_client.get("/admin/"))
        assert "frame-ancestors 'self'" in found
        assert "script-src 'self' 'unsafe-inline'" in found


@pytest.mark.django_db
class TestLanguages:
    def test_an_address_without_its_language_is_sent_there(self, client):
        assert client.get("/services/")["Location"] == "/en/services/"
        assert client.get("/services/", headers={"accept-language": "fr"})["Location"] == "/fr/services/"

    def test_a_view_that_says_404_is_believed(self, client):
        response = client.get("/oembed/?url=http://testserver/none/", headers={"accept-language": "fr"})
        assert response.status_code == 404
        assert response.headers["Content-Language"] == "fr"
        assert "Accept-Language" in response.headers["Vary"]


class TestNumbers:
    @pytest.mark.parametrize("given", ["0123456789abcdef", "6f1b7a1e-3c6e-4c5e-9d7a-1b2c3d4e5f60"])
    def test_the_proxys_number_is_kept(self, client, given):
        assert client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given

    @pytest.mark.parametrize("given", ["", "short", "x" * 65, "two\twords-and-more", "ana@example.org"])
    def test_anything_else_is_replaced(self, client, given):
        number = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
        assert re.fullmatch(r"[0-9a-f]{32}", number)

    def test_the_line_names_the_route_and_not_who_asked_for_what(self, client, caplog):
        caplog.set_level(logging.INFO, logger="commons.web.requests")
        client.get("/healthz?q=my+debts", REMOTE_ADDR="192.168.10.7")
        (record,) = caplog.records
        assert (record.method, record.route, record.status) == ("GET", "healthz", 200)
        assert "debts" not in str(record.__dict__)
