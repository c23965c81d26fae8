"""Bodies and services in the CMS, as those who keep them do it."""

import pytest
from django.urls import reverse

from commons.directory.models import PublicBody, Service
from commons.people.roles import AGENTS, EDITORS, MODERATORS, OFFICIALS
from tests.cms import filled_in
from tests.commons.people.factories import person
from tests.home import factories as town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    town.site()


def rows(prefix, *given):
    """The fields of inline rows as a browser would send them."""
    sent = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    sent |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
    for number, row in enumerate(given):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        sent |= {f"{prefix}-{number}-id": "", f"{prefix}-{number}-DELETE": ""}
    return sent


def test_an_editor_makes_an_office_with_words_and_people(client):
    speaker = person(name="Officer Ruiz")
    client.force_login(person(roles=[EDITORS]))
    texts = rows(
        "texts",
        {"language": "en", "name": "Parking", "summary": ""},
        {"language": "fr", "name": "Stationnement", "summary": ""},
    )
    given = {"slug": "parking", "email": "", "phone": "", "address": "", "website": "", "reply_days": "3"}
    members = rows("memberships", {"person": speaker.pk})
    page = client.post(reverse("wagtailsnippets_directory_publicbody:add"), given | texts | members)
    assert page.status_code == 302, page.context["form"].errors
    made = PublicBody.objects.get()
    assert {text.language: text.name for text in made.texts.all()} == {"en": "Parking", "fr": "Stationnement"}
    assert [membership.person for membership in made.memberships.all()] == [speaker]


def test_a_service_needs_words_in_one_language_and_one_row_for_each(client):
    office = town.body()
    client.force_login(person(roles=[EDITORS]))
    given = {"slug": "permit", "body": office.pk, "online_url": "", "email": "", "phone": ""}
    none = client.post(reverse("wagtailsnippets_directory_service:add"), given | rows("texts"))
    words = {"language": "en", "name": "Permit", "summary": "", "description": "", "counter": ""}
    twice = client.post(reverse("wagtailsnippets_directory_service:add"), given | rows("texts", words, words))
    assert [none.status_code, twice.status_code] == [200, 200]
    assert Service.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "lists", "adds"), [(EDITORS, 200, 200), (OFFICIALS, 200, 302), (AGENTS, 200, 302), (MODERATORS, 302, 302)]
)
def test_who_may_list_and_add_services(client, role, lists, adds):
    town.service()
    client.force_login(person(roles=[role]))
    shown = client.get(reverse("wagtailsnippets_directory_service:list")).status_code
    added = client.get(reverse("wagtailsnippets_directory_service:add")).status_code
    assert (shown, added) == (lists, adds)


def test_an_official_names_nobody_to_speak_for_an_office(client):
    office = town.body(name="Another office")
    official = person(roles=[OFFICIALS])
    client.force_login(official)
    text = office.texts.get()
    texts = rows("texts", {"language": "en", "name": "Another office", "summary": ""})
    texts |= {"texts-INITIAL_FORMS": 1, "texts-0-id": text.pk}
    given = {"slug": office.slug, "email": "", "phone": "", "address": "", "website": "", "reply_days": "3"}
    members = rows("memberships", {"person": official.pk})
    client.post(reverse("wagtailsnippets_directory_publicbody:edit", args=[office.pk]), given | texts | members)
    assert not office.memberships.exists()


def test_the_list_is_found_by_name(client):
    town.service(name="Resident permit")
    town.service(name="Bulky waste")
    client.force_login(person(roles=[EDITORS]))
    body = client.get(reverse("wagtailsnippets_directory_service:list"), {"q": "bulky"}).content.decode()
    assert "Bulky waste" in body
    assert "Resident permit" not in body


@pytest.mark.parametrize("model", [PublicBody, Service])
def test_a_copy_is_another_one_with_the_same_words(client, model):
    service = town.service(french="Carte de stationnement")
    thing = service if model is Service else service.body
    client.force_login(person(roles=[EDITORS]))
    page = client.get(reverse(model.snippet_viewset.get_url_name("copy"), args=[thing.pk]))
    sent = filled_in(page.context["form"])
    assert sent["slug"] == ""
    refused = client.post(page.context["action_url"], sent)
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["slug"])
    assert client.post(page.context["action_url"], sent | {"slug": "another"}).status_code == 302
    copy = model.objects.get(slug="another")
    words = [[(text.language, text.name) for text in one.texts.order_by("language")] for one in (thing, copy)]
    assert words[0] == words[1] != []
    assert not {text.pk for text in thing.texts.all()} & {text.pk for text in copy.texts.all()}
