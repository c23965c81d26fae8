"""Who is kept from a page is kept from it in every language, wherever it is read."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from tests.commons.people.factories import person as somebody
from tests.guides.walkthroughs.factories import make_guide, translate
from tests.participation import factories as make

pytestmark = pytest.mark.django_db
PUBLIC, LOGIN, GROUPS, PASSWORD = "none", "login", "groups", "password"


@pytest.fixture
def editor():
    client = Client()
    client.force_login(somebody(is_superuser=True, is_staff=True))
    return client


def restrict(editor, page, kind, **fields):
    """Through the CMS's own dialog."""
    form = {"restriction_type": kind, "password": "", **fields}
    return editor.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), form)


def readable(*pages):
    return [Client().get(page.get_url()).status_code == 200 for page in pages]


@pytest.mark.parametrize("turned", [False, True])
def test_both_ways_and_taken_away_again(editor, turned):
    english = make.consultation()
    french = make.in_french(english)
    first, twin = (french, english) if turned else (english, french)
    other = make.consultation()
    assert readable(first, twin) == [True, True]
    assert restrict(editor, first, LOGIN).json()["is_public"] is False
    assert readable(first, twin, other) == [False, False, True]
    dialog = editor.get(reverse("wagtailadmin_pages:set_privacy", args=[twin.pk])).json()["html"]
    assert f'value="{LOGIN}"' in dialog
    assert dialog.index("checked") > dialog.index(f'value="{PUBLIC}"')
    restrict(editor, twin, PUBLIC)
    assert readable(first, twin) == [True, True]
    assert PageViewRestriction.objects.count() == 0


def test_descendants_lists_and_the_sitemap_hold_to_it(editor):
    under = make.consultation()
    stage = make.stage(under=under)
    french = make.in_french(stage)
    restrict(editor, under, LOGIN)
    assert readable(stage, french) == [False, False]
    public = set(Page.objects.live().public().values_list("pk", flat=True))
    assert public.isdisjoint({under.pk, stage.pk, french.pk, french.get_parent().pk})
    for index in (make.index(), make.index().get_translations().get()):
        assert under.get_url() not in Client().get(index.get_url()).content.decode()
    assert under.slug not in Client().get("/sitemap.xml").content.decode()


@pytest.mark.indexed
def test_search_finds_it_in_no_language(editor):
    guide = make_guide(title="Permit for a zeppelin")
    translate(guide)

    def found():
        pages = [Client().get(f"/{code}/search/?q=zeppelin").content.decode() for code in ("en", "fr")]
        return ["permit-for-a-zeppelin/" in page for page in pages]

    assert found() == [True, True]
    restrict(editor, guide, LOGIN)
    assert found() == [False, False]


def test_groups_and_passwords_are_the_same_in_each_language(editor):
    english = make.consultation()
    french = make.in_french(english)
    group = Group.objects.create(name="The board")
    restrict(editor, english, GROUPS, groups=[group.pk])
    row = french.view_restrictions.get()
    assert (row.restriction_type, list(row.groups.all())) == (GROUPS, [group])
    restrict(editor, french, PASSWORD, password="open sesame")
    row = english.view_restrictions.get()
    assert (row.restriction_type, row.password, list(row.groups.all())) == (PASSWORD, "open sesame", [])


def test_a_translation_made_later_is_kept_from_the_same(editor):
    under = make.consultation()
    restrict(editor, under, LOGIN)
    assert readable(make.in_french(make.stage(under=under))) == [False]


def test_who_may_not_set_it_sets_nothing():
    page = make.consultation()
    client = Client()
    client.force_login(make.person())
    restrict(client, page, LOGIN)
    assert PageViewRestriction.objects.count() == 0


def test_a_visitor_is_led_to_the_sites_own_sign_in(editor):
    """Wagtail's would ask for no second factor and slow nobody down."""
    page = make.consultation()
    restrict(editor, page, LOGIN)
    response = Client().get(page.get_url(), follow=True)
    assert response.redirect_chain[-1] == (f"{reverse('account_login')}?next={page.get_url()}", 302)
    assert "account/login.html" in [template.name for template in response.templates]


def test_somebody_signed_in_whose_page_it_is_not_is_told_so(editor):
    page, outsider = make.consultation(), Client()
    restrict(editor, page, GROUPS, groups=[Group.objects.create(name="Board").pk])
    outsider.force_login(somebody())
    response = outsider.get(page.get_url(), follow=True)
    assert (response.status_code, len(response.redirect_chain)) == (403, 1)
    assert "403.html" in [template.name for template in response.templates]


def test_a_password_is_asked_for_on_a_page_of_the_site(editor):
    page, visitor = make.consultation(), Client()
    restrict(editor, page, PASSWORD, password="sesame")
    asked = visitor.get(page.get_url())
    assert page.title not in asked.content.decode()
    wrong = visitor.post(asked.context["action_url"], {"password": "nonsense", "return_url": page.get_url()})
    for response in (asked, wrong):
        assert "pages/password_required.html" in [template.name for template in response.templates]
    assert "The password you have entered is not correct" in wrong.content.decode()
    right = visitor.post(asked.context["action_url"], {"password": "sesame", "return_url": page.get_url()}, follow=True)
    assert page.title in right.content.decode()
