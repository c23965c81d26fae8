"""Signing up, in and out, as people do it: through the pages, with the mails."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from commons.people.models import User
from tests.home import factories as town

from .factories import PASSWORD, person

pytestmark = pytest.mark.django_db
WANTED = "/en/services/?draft=1"


@pytest.fixture(autouse=True)
def _site():
    town.site()
    with translation.override("en"):
        yield


def code():
    """The code in the last mail, as a person would read it."""
    found = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def signed_in(client):
    found = client.session.get("_auth_user_id")
    return User.objects.get(pk=found) if found else None


def sign_up(client, **data):
    given = {"display_name": "Ana", "email": "ana@example.org", "password1": "", "next": WANTED, **data}
    return client.post(reverse("account_signup"), given, follow=True)


def test_signing_up_without_a_password_leads_back_to_what_was_typed(client):
    asked = sign_up(client)
    assert asked.status_code == 200
    assert signed_in(client) is None
    assert mail.outbox[-1].to == ["ana@example.org"]
    done = client.post(reverse("account_email_verification_sent"), {"code": code()})
    assert done.url == WANTED
    ana = signed_in(client)
    assert (ana.display_name, ana.email, ana.language, ana.has_usable_password()) == (
        "Ana",
        "ana@example.org",
        "en",
        False,
    )
    assert EmailAddress.objects.get(user=ana).verified


def test_a_password_may_be_set_when_signing_up(client):
    sign_up(client, password1=PASSWORD)
    client.post(reverse("account_email_verification_sent"), {"code": code()})
    client.logout()
    done = client.post(reverse("account_login"), {"login": "ANA@example.org", "password": PASSWORD, "next": WANTED})
    assert done.url == WANTED
    assert signed_in(client).email == "ana@example.org"


def test_signing_in_by_code_leads_back_to_what_was_typed(client):
    ana = person(email="ana@example.org")
    page = client.post(reverse("account_request_login_code"), {"email": "Ana@example.org", "next": WANTED}, follow=True)
    assert f'name="next" value="{WANTED}"' in page.content.decode()
    done = client.post(reverse("account_confirm_login_code"), {"code": code(), "next": WANTED})
    assert done.url == WANTED
    assert signed_in(client) == ana


def test_a_wrong_code_is_said_beside_the_field_and_three_end_it(client):
    person(email="ana@example.org")
    client.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})
    assert page.context["verify_form"].errors["code"]
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG2"})
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG3"})
    client.post(reverse("account_confirm_login_code"), {"code": code()})
    assert signed_in(client) is None


@pytest.mark.parametrize("known", [True, False])
def test_nobody_learns_from_the_page_who_has_an_account(client, known):
    if known:
        person(email="ana@example.org")
    page = client.post(reverse("account_request_login_code"), {"email": "ana@example.org"}, follow=True)
    assert page.redirect_chain == [("/en/accounts/login/code/confirm/", 302)]
    assert "We have written to ana@example.org." in page.content.decode()
    reset = client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    assert (reset.status_code, reset.url) == (302, "/en/accounts/password/reset/done/")
    up = sign_up(client)
    assert up.redirect_chain[-1][0].startswith("/en/accounts/confirm-email/")
    assert [message.to for message in mail.outbox] == [["ana@example.org"]] * 3


def test_the_page_after_signing_up_is_the_same_whoever_has_an_account():
    def shown():
        # Each starts without what the other's browser was given; the tokens of forms differ each time.
        body = sign_up(Client()).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)

    new = shown()
    User.objects.all().delete()
    cache.clear()  # the limits would stop the second
    person(email="ana@example.org")
    known = shown()
    assert [message.to for message in mail.outbox] == [["ana@example.org"]] * 2
    assert new == known


def test_the_mail_to_an_unknown_address_keeps_the_way_back(client):
    client.post(reverse("account_request_login_code"), {"email": "new@example.org", "next": WANTED})
    assert "/en/accounts/signup/?next=%2Fen%2Fservices%2F%3Fdraft%3D1" in mail.outbox[-1].body


def test_no_mail_leads_to_another_site(client):
    client.post(reverse("account_request_login_code"), {"email": "new@example.org", "next": "https://evil.example/"})
    assert "evil" not in mail.outbox[-1].body


def test_mails_speak_the_language_of_the_account_and_name_the_site(client):
    person(email="ana@example.org", language="fr")
    with translation.override("fr"):
        words = translation.gettext("Your code to sign in:")
    client.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    assert words in mail.outbox[-1].body
    assert "Ville d’Alder Bay" in mail.outbox[-1].body


def test_wrong_passwords_are_slowed_down(client):
    ana = person(email="ana@example.org", password=PASSWORD)
    for _ in range(6):
        page = client.post(reverse("account_login"), {"login": ana.email, "password": "no"})
    assert "Too many" in str(page.context["form"].errors)
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert signed_in(client) is None


@pytest.mark.parametrize("name", ["", "   ", "ana@example.org", "\u202e"])
def test_a_bad_name_is_said_and_nothing_typed_is_lost(client, name):
    page = client.post(reverse("account_signup"), {"display_name": name, "email": "kept@example.org", "next": WANTED})
    assert page.context["form"].errors["display_name"]
    body = page.content.decode()
    assert 'value="kept@example.org"' in body
    assert f'value="{WANTED}"' in body
    assert User.objects.count() == 0


def test_a_closed_account_stays_out(client):
    ana = person(email="ana@example.org", password=PASSWORD, is_active=False)
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert signed_in(client) is None


def test_signing_out_asks_first_and_then_does(client):
    client.force_login(person())
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert signed_in(client) is None


def test_the_account_page_changes_name_and_language(client):
    ana = person(language="en")
    client.force_login(ana)
    done = client.post(reverse("people_account"), {"display_name": "Ana of the Quay", "language": "fr"})
    assert done.url == "/fr/accounts/"
    ana.refresh_from_db()
    assert (ana.display_name, ana.language) == ("Ana of the Quay", "fr")


@pytest.mark.parametrize("chosen, offered", [("", "fr"), ("en", "en")])
def test_who_never_chose_a_language_is_offered_the_one_they_read(client, chosen, offered):
    client.force_login(person(language=chosen))
    with translation.override("fr"):
        page = client.get(reverse("people_account"))
    assert f'<option value="{offered}" selected>' in page.content.decode()


def test_the_account_page_shows_what_is_wrong_and_keeps_the_rest(client):
    ana = person(name="Ana", language="en")
    client.force_login(ana)
    page = client.post(reverse("people_account"), {"display_name": "a@b.org", "language": "fr"})
    assert page.status_code == 422
    assert page.context["form"].errors["display_name"]
    ana.refresh_from_db()
    assert (ana.display_name, ana.language) == ("Ana", "en")


PAGES = ["account_login", "account_signup", "account_request_login_code", "account_reset_password", "account_inactive"]
OWN_PAGES = ["people_account", "account_email", "account_set_password", "account_logout", "mfa_index"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_for_visitors_stand_in_the_sites_frame(client, name, language):
    with translation.override(language):
        page = client.get(reverse(name))
    assert page.status_code == 200
    assert 'class="site-header"' in page.content.decode()


@pytest.mark.parametrize("name", OWN_PAGES)
def test_pages_of_an_account_stand_in_the_sites_frame_and_need_one(client, name):
    assert client.get(reverse(name)).status_code in {200, 302}
    client.logout()
    if name != "account_logout":
        assert client.get(reverse(name)).url.startswith("/en/accounts/login/?next=")
    sign_up(client, password1="")
    client.post(reverse("account_email_verification_sent"), {"code": code()})
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert 'class="site-header"' in page.content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, address):
    person(email="ana@example.org", password=PASSWORD)
    done = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD, "next": address})
    assert done.url == "/"


@pytest.mark.parametrize("language, label", [("en", "E-mail address"), ("fr", "Adresse électronique")])
@pytest.mark.parametrize(
    "name, field", [("account_login", "login"), ("account_signup", "email"), ("account_request_login_code", "email")]
)
def test_what_went_wrong_calls_a_field_as_its_label_does(client, name, field, language, label):
    with translation.override(language):
        page = client.post(reverse(name), {field: "nobody"}).content.decode()
    summary = page.split('class="error-summary"')[1].split("</section>")[0]
    link = f'<a href="#id_{field}">{label}'
    assert link in summary
    assert page.split(f'for="id_{field}">')[1].startswith(label)
