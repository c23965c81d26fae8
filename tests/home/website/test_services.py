import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Page, Site, Workflow
from wagtail.permissions import policy_registry

from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS, ROLES
from guides.videos.models import GuideVideo
from guides.walkthroughs.models import GatedApprovalTask
from home.website.models import HomePage, SiteSettings, StandardPage
from tests.commons.people.factories import person
from tests.home import factories as town

pytestmark = pytest.mark.django_db


def tree():
    return sorted(Page.objects.filter(depth__gt=1).values_list("url_path", "locale__language_code", "title", "live"))


def test_a_fresh_database_becomes_a_site_in_both_languages():
    town.site()
    assert {(path, language) for path, language, _title, _live in tree()} == {
        (f"/home-{language}/{path}", language)
        for language in ("en", "fr")
        for path in ("", "guides/", "consultations/", "contact/", "accessibility/", "privacy/", "moderation/")
    }
    assert all(live for _path, _language, _title, live in tree())


def test_every_page_is_the_translation_of_its_neighbour():
    town.site()
    french = Locale.objects.get(language_code="fr")
    for page in Page.objects.filter(depth__gt=1, locale__language_code="en"):
        other = page.get_translation(french)
        assert (other.slug == page.slug) == (page.depth > 2)


def test_setting_up_again_changes_nothing_editors_made():
    site = town.site()
    page = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    page.title = "What we keep"
    page.save_revision().publish()
    SiteSettings.objects.filter(site=site).update(name="Alder Bay", phone="12")
    before = tree(), Permission.objects.count(), Group.objects.count(), Workflow.objects.count()
    town.site(phone="34", names={"en": "Another town"})
    assert before == (tree(), Permission.objects.count(), Group.objects.count(), Workflow.objects.count())
    kept = SiteSettings.objects.get(site=site)
    assert (kept.name, kept.phone) == ("Alder Bay", "12")


def test_what_editors_deleted_comes_back():
    town.site()
    StandardPage.objects.get(slug="privacy", locale__language_code="fr").delete()
    town.site()
    again = StandardPage.objects.get(slug="privacy", locale__language_code="fr")
    english = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    assert again.translation_key == english.translation_key


def test_wagtails_page_of_welcome_goes_and_the_site_stands_on_ours():
    site = town.site()
    assert Page.objects.filter(depth=2).count() == HomePage.objects.count() == 2
    assert Site.objects.get() == site
    assert site.root_page.specific == town.home("en")


def test_an_accent_nobody_could_read_is_refused():
    with pytest.raises(ValidationError):
        town.site(accent="#ffff00")


def test_the_command_sets_the_site_up_at_its_own_address(settings, capsys):
    settings.BASE_URL = "https://town.example"
    call_command("setup_site", name_en="Alder Bay", name_fr="Baie des Aulnes")
    site = Site.objects.get()
    assert (site.hostname, site.port, site.site_name) == ("town.example", 443, "Alder Bay")
    assert town.home("fr").title == "Baie des Aulnes"


ALLOWED = [
    # permission                        editors officials moderators hosts agents leads
    ("wagtailadmin.access_admin", True, True, True, True, True, True),
    ("directory.change_service", True, True, False, False, False, True),
    ("directory.add_service", True, False, False, False, False, True),
    ("directory.view_service", True, True, False, False, True, True),
    ("live_qa.change_livesession", False, False, False, True, False, True),
    ("people.change_user", False, False, False, False, False, True),
    ("home_website.change_sitesettings", False, False, False, False, False, True),
    ("wagtail_localize.submit_translation", True, False, False, False, False, True),
    ("auth.change_group", False, False, False, False, False, False),
]


@pytest.mark.parametrize(("permission", "editors", "officials", "moderators", "hosts", "agents", "leads"), ALLOWED)
def test_each_role_may_do_what_the_table_says(permission, editors, officials, moderators, hosts, agents, leads):
    town.site()
    wanted = {
        EDITORS: editors,
        OFFICIALS: officials,
        MODERATORS: moderators,
        HOSTS: hosts,
        AGENTS: agents,
        LEADS: leads,
    }
    assert {role: person(roles=[role]).has_perm(permission) for role in ROLES} == wanted
    assert not person().has_perm(permission)


PAGES = [
    # act         editors officials moderators hosts agents leads
    ("can_edit", True, True, False, False, False, True),
    ("can_publish", True, False, False, False, False, True),
    ("can_delete", True, False, False, False, False, True),
]


@pytest.mark.parametrize(("act", "editors", "officials", "moderators", "hosts", "agents", "leads"), PAGES)
def test_each_role_may_do_with_pages_what_the_table_says(act, editors, officials, moderators, hosts, agents, leads):
    town.site()
    page = StandardPage.objects.get(slug="privacy", locale__language_code="fr")
    given = [editors, officials, moderators, hosts, agents, leads]
    people = [person(roles=[role]) for role in (EDITORS, OFFICIALS, MODERATORS, HOSTS, AGENTS, LEADS)]
    assert [getattr(page.permissions_for_user(one), act)() for one in people] == given


FILES = [
    # place                          editors officials moderators hosts agents leads
    ("wagtailimages:add", True, True, False, False, False, True),
    ("wagtaildocs:add", True, True, False, False, False, True),
]


@pytest.mark.parametrize(("place", "editors", "officials", "moderators", "hosts", "agents", "leads"), FILES)
def test_each_role_may_do_with_files_what_the_table_says(
    client, place, editors, officials, moderators, hosts, agents, leads
):
    town.site()
    given = dict(
        zip(
            (EDITORS, OFFICIALS, MODERATORS, HOSTS, AGENTS, LEADS),
            (editors, officials, moderators, hosts, agents, leads),
            strict=True,
        )
    )
    opened = {}
    for role in given:
        client.force_login(person(roles=[role]))
        opened[role] = client.get(reverse(place)).status_code == 200
    assert opened == given


@pytest.mark.parametrize(("role", "may"), [(EDITORS, True), (LEADS, True), (HOSTS, False), (AGENTS, False)])
def test_editors_and_leads_upload_films(role, may):
    town.site()
    assert policy_registry.get_by_type(GuideVideo).user_has_permission(person(roles=[role]), "add") == may


def test_roles_given_more_by_hand_get_the_table_back():
    town.site()
    group = Group.objects.get(name=AGENTS)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    town.site()
    assert not person(roles=[AGENTS]).has_perm("people.change_user")


def test_publishing_is_reviewed_by_editors_and_leads():
    town.site()
    page = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    workflow = page.get_workflow()
    assert workflow.name == "Publishing"
    task = GatedApprovalTask.objects.get(workflow_tasks__workflow=workflow)
    assert set(task.groups.values_list("name", flat=True)) == {EDITORS, LEADS}
    assert not Workflow.objects.exclude(pk=workflow.pk).filter(active=True).exists()
