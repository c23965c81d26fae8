"""Accounts in the CMS, and its doors."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from commons.people.models import User
from commons.people.roles import EDITORS, HOSTS, LEADS
from tests.home import factories as town

from .factories import PASSWORD, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    town.site()


def test_a_lead_makes_an_account_without_a_password_and_gives_it_a_role(client):
    client.force_login(person(roles=[LEADS]))
    from django.contrib.auth.models import Group

    editors = Group.objects.get(name=EDITORS)
    given = {"email": "New@Example.org", "display_name": "New", "language": "fr", "groups": [editors.pk]}
    page = client.post(reverse("wagtailusers_users:add"), {**given, "password1": "", "password2": ""})
    assert page.status_code == 302, page.context["form"].errors
    made = User.objects.get(email="new@example.org")
    assert (made.display_name, made.language, made.has_usable_password()) == ("New", "fr", False)
    assert list(made.groups.all()) == [editors]


def test_a_lead_changes_and_closes_an_account_and_its_password_stays(client):
    ana = person(email="ana@example.org", name="Ana", password=PASSWORD)
    client.force_login(person(roles=[LEADS]))
    page = client.get(reverse("wagtailusers_users:edit", args=[ana.pk]))
    assert "first_name" not in page.content.decode()
    given = {"email": "ana@example.org", "display_name": "Ana B.", "language": "en", "password1": "", "password2": ""}
    done = client.post(reverse("wagtailusers_users:edit", args=[ana.pk]), given)
    assert done.status_code == 302, done.context["form"].errors
    ana.refresh_from_db()
    assert (ana.display_name, ana.is_active, ana.check_password(PASSWORD)) == ("Ana B.", False, True)


def test_a_lead_makes_no_superuser(client):
    ana = person(email="ana@example.org", name="Ana")
    client.force_login(person(roles=[LEADS]))
    given = {"display_name": "X", "language": "en", "is_superuser": "on", "password1": "", "password2": ""}
    client.post(reverse("wagtailusers_users:add"), given | {"email": "new@example.org"})
    client.post(reverse("wagtailusers_users:edit", args=[ana.pk]), given | {"email": ana.email, "is_active": "on"})
    assert User.objects.filter(email="new@example.org", is_superuser=False).exists()
    assert not User.objects.filter(is_superuser=True).exists()
    for page in (reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[ana.pk])):
        shown = client.get(page)
        assert shown.status_code == 200
        assert "is_superuser" not in shown.content.decode()


@pytest.mark.parametrize(
    ("act", "given"), [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {}), ("delete", {})]
)
def test_acts_on_many_accounts_leave_out_who_has_more_rights(client, act, given):
    from django.contrib.auth.models import Group

    root, ana = User.objects.create_superuser("root@example.org", PASSWORD), person(email="ana@example.org")
    client.force_login(person(roles=[LEADS]))
    address = reverse("wagtail_bulk_action", args=["people", "user", act])
    role = Group.objects.get(name=EDITORS)
    client.post(f"{address}?id={root.pk}&id={ana.pk}", {**given, "role": role.pk})
    root = User.objects.get(pk=root.pk)
    assert (root.is_active, root.groups.count()) == (True, 0)
    ana = User.objects.filter(pk=ana.pk).first()
    assert ana is None or not ana.is_active or ana.groups.get() == role, "nothing was done at all"


def test_a_lead_takes_over_no_superuser(client):
    boss = User.objects.create_superuser("boss@example.org", PASSWORD)
    client.force_login(person(roles=[LEADS]))
    given = {"email": "lead@example.org", "display_name": "Boss", "language": "en", "is_active": "on"}
    words = {"password1": "another long secret", "password2": "another long secret"}
    client.post(reverse("wagtailusers_users:edit", args=[boss.pk]), given | words)
    boss.refresh_from_db()
    assert (boss.email, boss.check_password(PASSWORD)) == ("boss@example.org", True)


def test_a_superuser_makes_another(client):
    client.force_login(User.objects.create_superuser("boss@example.org", PASSWORD))
    given = {"email": "two@example.org", "display_name": "Two", "language": "en", "is_superuser": "on"}
    client.post(reverse("wagtailusers_users:add"), given | {"password1": "", "password2": ""})
    assert User.objects.get(email="two@example.org").is_superuser


@pytest.mark.parametrize("email", ["ANA@example.org", "no address", ""])
def test_a_wrong_address_is_said(client, email):
    person(email="ana@example.org")
    client.force_login(person(roles=[LEADS]))
    before = User.objects.count()
    page = client.post(reverse("wagtailusers_users:add"), {"email": email, "display_name": "X", "language": "en"})
    assert page.context["form"].errors["email"]
    assert User.objects.count() == before


def test_the_list_is_found_by_public_name_and_address(client):
    person(email="ana@example.org", name="Ana of the Quay")
    person(email="noor@example.org", name="Noor")
    client.force_login(person(roles=[LEADS], name="Lead"))
    for query in ("quay", "ana@"):
        body = client.get(reverse("wagtailusers_users:index"), {"q": query}).content.decode()
        assert "Ana of the Quay" in body
        assert "Noor" not in body


def test_only_leads_see_accounts(client):
    client.force_login(person(roles=[EDITORS]))
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302


def test_the_cms_sends_strangers_to_the_sites_own_sign_in(client):
    assert client.get("/admin/").url.startswith("/en/accounts/login/?next=/admin/")
    assert client.get("/admin/login/?next=/admin/pages/").url == "/en/accounts/login/?next=%2Fadmin%2Fpages%2F"
    posted = client.post("/admin/login/", {"username": "ana@example.org", "password": PASSWORD})
    assert posted.status_code == 302
    assert "_auth_user_id" not in client.session


def test_whoever_is_no_staff_is_turned_away_without_going_round_in_circles(client):
    client.force_login(person())
    page = client.get("/admin/")
    assert page.status_code == 403
    assert 'class="site-header"' in page.content.decode()


def test_the_preferences_leave_names_and_passwords_to_the_account(client):
    client.force_login(person(roles=[EDITORS]))
    page = client.get("/admin/account/")
    body = page.content.decode()
    assert page.status_code == 200
    assert "first_name" not in body
    assert "old_password" not in body
    assert reverse("people_account") in body


def second_factor(who):
    Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={"secret": "x"})


@pytest.mark.parametrize(
    ("required", "has_one", "gets_in"),
    [(True, False, False), (True, True, True), (False, False, True), (False, True, True)],
)
def test_staff_need_a_second_factor_where_it_is_not_relaxed(client, settings, required, has_one, gets_in):
    settings.STAFF_SECOND_FACTOR_REQUIRED = required
    editor = person(roles=[EDITORS])
    if has_one:
        second_factor(editor)
    client.force_login(editor)
    page = client.get("/admin/")
    assert (page.status_code == 200) == gets_in
    if not gets_in:
        assert page.url == reverse("mfa_index")


def test_recovery_codes_alone_are_no_second_factor(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    editor = person(roles=[EDITORS])
    Authenticator.objects.create(user=editor, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(editor)
    assert client.get("/admin/").url == reverse("mfa_index")


@pytest.mark.parametrize("relaxed", [True, False])
def test_staff_are_told_where_it_is_relaxed(client, settings, relaxed):
    settings.STAFF_SECOND_FACTOR_REQUIRED = not relaxed
    editor = person(roles=[EDITORS])
    second_factor(editor)
    client.force_login(editor)
    assert ("This is a demonstration" in client.get("/admin/").content.decode()) == relaxed


def test_without_a_second_factor_staff_can_still_use_the_site_and_sign_out(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client.force_login(person(roles=[EDITORS]))
    assert client.get("/en/").status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200
    client.post(reverse("wagtailadmin_logout"))
    assert "_auth_user_id" not in client.session


def test_a_deed_of_staff_wants_it_in_public_pages_too(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    host = person(roles=[HOSTS])
    client.force_login(host)
    assert client.post("/en/live/ABC/open/").url == reverse("mfa_index")
    refused = client.post("/en/live/ABC/open/", headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["message"][:5]) == (403, "Staff")
    second_factor(host)
    assert client.post("/en/live/ABC/open/").status_code == 404
    client.force_login(person(email="citizen@example.org"))
    assert client.post("/en/live/ABC/open/").status_code == 404


def test_roles_are_named_in_the_readers_language(client):
    lead, ana = person(roles=[LEADS]), person(email="ana@example.org", roles=[EDITORS])
    client.force_login(lead)
    french = {"HTTP_ACCEPT_LANGUAGE": "fr"}
    page = client.get(reverse("wagtailusers_users:edit", args=[ana.pk]), **french).content.decode()
    assert "Rédaction" in page
    assert "Editors" not in page
    assert "Rédaction" in client.get(reverse("wagtailusers_users:index"), **french).content.decode()


def test_offices_and_services_are_chosen_in_the_readers_language(client):
    client.force_login(person(roles=[LEADS]))
    address = reverse("wagtailsnippets_directory_service:add")
    assert "Choisir organisme public" in client.get(address, HTTP_ACCEPT_LANGUAGE="fr").content.decode()
    assert "Choose public body" in client.get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()
