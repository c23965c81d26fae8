"""Staff whom the CMS refuses without a second factor set one up, and sign in by it: a passkey, or codes from an app."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connections
from django.test import Client
from playwright.sync_api import expect

from commons.people.roles import LEADS
from tests.commons.people.factories import PASSWORD, person
from tests.home import factories as town

from .waiting import until


def apart(deed):
    def done():
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


@pytest.fixture
def site(live_site, page, settings):
    """The site under a name, which passkeys want, with somebody of the staff signed in."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    apart(town.site)
    lead = apart(lambda: person(email="lead@example.org", name="Marta", roles=[LEADS], password=PASSWORD))
    address = live_site.replace("127.0.0.1", "localhost")
    client = Client()
    client.force_login(lead)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    return address


def shows_who_they_are(page, axe):
    axe(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    page.wait_for_url(lambda url: "reauthenticate" not in url)


def is_sent_to_set_one_up(page, axe, site):
    page.goto(f"{site}/admin/")
    expect(page.get_by_text("Staff sign in with a second factor. Set one up to go on.")).to_be_visible()
    axe(page)


def test_a_passkey(site, page, axe):
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    verified = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    line.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **verified}})
    is_sent_to_set_one_up(page, axe, site)
    page.goto(f"{site}/en/accounts/2fa/webauthn/add/")
    shows_who_they_are(page, axe)
    axe(page)
    page.locator("#id_name").fill("Desk")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    axe(page)
    page.goto(f"{site}/admin/")
    until(page, "location.pathname === '/admin/'")
    page.context.clear_cookies()
    page.goto(f"{site}/en/accounts/login/?next=/en/me/")
    axe(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/en/me/")
    expect(page.get_by_text("lead@example.org").first).to_be_visible()


def test_codes_from_an_app(site, page, axe):
    is_sent_to_set_one_up(page, axe, site)
    page.goto(f"{site}/en/accounts/2fa/totp/activate/")
    shows_who_they_are(page, axe)
    axe(page)
    secret = page.evaluate(
        "[...document.querySelectorAll('main input')].map(i => i.value).find(v => /^[A-Z2-7]{16,}$/.test(v))"
    )
    page.locator("#id_code").fill("000000")
    page.locator("#id_code").press("Enter")
    expect(page.locator("#id_code")).to_be_visible()
    axe(page)
    page.locator("#id_code").fill(now(secret))
    page.locator("#id_code").press("Enter")
    page.wait_for_url(lambda url: "/totp/activate/" not in url)
    axe(page)
    page.goto(f"{site}/admin/")
    until(page, "location.pathname === '/admin/'")


def now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
