from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from home.website.models import SiteSettings, StandardPage
from participation.ideas import services as ideas
from participation.ideas.rules import IdeaState
from tests.guides.videos.factories import make_video
from tests.guides.walkthroughs.factories import make_guide, translate
from tests.home import factories as town
from tests.participation import factories as talk
from tests.participation.live_qa import factories as live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    town.site(often_wanted={"en": "street party, <b>bulky</b> waste ,,"}, email="town@example.org", phone="01 23")
    with translation.override("en"):
        yield


def delivered(title, office, stage):
    official = talk.official(body=office)
    idea = talk.idea(on=stage, by=talk.person(name="Noor"), title=title)
    ideas.support(by=talk.person(), idea=idea)
    ideas.change_state(by=official, idea=idea, new=IdeaState.ACCEPTED, note="")
    ideas.answer(by=official, idea=idea, text="Since Monday it is so.")
    return ideas.change_state(by=official, idea=idea, new=IdeaState.DELIVERED, note="")


def open_stage(title="Make the permit simpler", office=None, **dates):
    return talk.stage(under=talk.consultation(title=title, asked_by=office), **dates)


@pytest.mark.parametrize(
    ("accepted", "address"),
    [("fr", "/fr/"), ("en", "/en/"), ("de", "/en/"), ("fr;q=0.2,en;q=0.9", "/en/"), ("", "/en/")],
)
def test_without_a_language_the_reader_is_led_to_theirs(client, accepted, address):
    page = client.get("/", headers={"accept-language": accepted})
    assert (page.status_code, page.url) == (302, address)


def test_an_address_without_a_language_keeps_its_words(client):
    page = client.get("/search/?q=permit", headers={"accept-language": "fr"})
    assert page.url == "/fr/search/?q=permit"


def test_an_empty_front_page_says_what_to_do(client):
    body = client.get("/en/").content.decode()
    assert "What do you need to get done?" in body
    assert "Nothing is open at the moment" in body
    assert "Changed because people spoke up" not in body


def test_words_often_looked_for_are_links_and_stay_words(client):
    body = client.get("/en/").content.decode()
    assert '<a href="/en/search/?q=street%20party">street party</a>' in body
    assert "&lt;b&gt;bulky&lt;/b&gt; waste" in body
    assert "<b>bulky" not in body


def test_the_front_page_shows_what_is_open_and_what_changed(client):
    office = talk.body(name="Parking and Streets")
    stage = open_stage("Make the permit simpler", office)
    open_stage("Over long ago", opens=-30, closes=-10)
    talk.stage(under=talk.consultation(title="Not shown", live=False))
    delivered("No landlord's letter", office, stage)
    talk.idea(on=stage, title="Only proposed so far")
    front = client.get("/en/").context["front"]
    assert [item.title for item in front.open] == ["Make the permit simpler"]
    [change] = front.changes
    assert (change.title, change.author, change.supports) == ("No landlord's letter", "Noor", 1)
    assert (change.answer, change.office) == ("Since Monday it is so.", "Parking and Streets")


def test_the_front_page_speaks_the_language_asked_for(client):
    open_stage("English only")
    page = client.get("/fr/")
    assert page.context["front"].open == []
    assert "Ville d’Alder Bay" in page.content.decode()
    assert '<html lang="fr"' in page.content.decode()


def fill(many):
    office = talk.body()
    for number in range(many):
        stage = open_stage(f"Question {number}", office)
        delivered(f"What changed, number {number}", office, stage)
        service = town.service(name=f"Service {number}", run_by=office)
        make_guide(title=f"Guide {number}", service=service, video=make_video())
        live.session(title=f"Session {number}")


@pytest.mark.parametrize("many", [1, 3])
def test_the_front_page_costs_the_same_for_one_and_for_three(client, many, django_assert_num_queries):
    fill(many)
    client.get("/en/")
    with django_assert_num_queries(38):
        page = client.get("/en/")
    front = page.context["front"]
    assert [len(front.changes), len(front.open), len(front.guides)] == [many, 2 * many, many]


@pytest.mark.parametrize("slug", ["contact", "accessibility", "privacy", "moderation"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_statements_stand_at_the_foot_of_every_page_in_the_reader_s_language(client, slug, language):
    page = client.get(f"/{language}/{slug}/")
    statement = Page.objects.get(slug=slug, locale__language_code=language)
    body = page.content.decode()
    assert page.status_code == 200
    assert f"<h1>{statement.title}</h1>" in body
    assert f'<a href="/{language}/{slug}/">{statement.title}</a>' in body
    other = {"en": "fr", "fr": "en"}[language]
    assert f'<a href="/{other}/privacy/">' not in body


def test_an_unpublished_statement_leaves_the_foot(client):
    StandardPage.objects.get(slug="privacy", locale__language_code="en").unpublish()
    assert "/en/privacy/" not in client.get("/en/").content.decode()
    assert client.get("/en/privacy/").status_code == 404


def test_the_contact_page_says_how_to_reach_us(client):
    body = client.get("/en/contact/").content.decode()
    assert 'href="mailto:town@example.org"' in body
    assert "How to reach us" not in client.get("/en/privacy/").content.decode()


def test_a_page_names_itself_in_every_language_it_has(client):
    body = client.get("/en/privacy/").content.decode()
    assert '<link rel="alternate" hreflang="fr" href="http://testserver/fr/privacy/">' in body
    StandardPage.objects.get(slug="privacy", locale__language_code="fr").unpublish()
    body = client.get("/en/privacy/").content.decode()
    assert 'hreflang="fr" href="http://testserver' not in body
    assert '<a href="/fr/" lang="fr"' in body


def test_the_sites_name_colour_and_words_are_shown_escaped(client):
    home = town.home()
    home.title = "Bay & <i>Co</i>"
    home.save_revision().publish()
    SiteSettings.objects.update(accent="#8a2be2")
    body = client.get("/en/").content.decode()
    assert "Bay &amp; &lt;i&gt;Co&lt;/i&gt;" in body
    assert '<link rel="stylesheet" href="/theme-8a2be2' in body


def test_the_sitemap_lists_what_a_visitor_may_read(client):
    office = talk.body()
    stage = open_stage("Make the permit simpler", office)
    shown, gone = talk.idea(on=stage), talk.idea(on=stage, title="Taken back by its author")
    type(gone).objects.filter(pk=gone.pk).update(state=IdeaState.WITHDRAWN)
    talk.consultation(title="Hidden", live=False)
    service = town.service()
    addresses = client.get(reverse("sitemap")).content.decode()
    assert "<loc>http://testserver/en/</loc>" in addresses
    assert f"<loc>http://testserver/fr{service.get_absolute_url()[3:]}</loc>" in addresses
    assert f"<loc>http://testserver{shown.get_absolute_url()}</loc>" in addresses
    assert f"<loc>http://testserver{gone.get_absolute_url()}</loc>" not in addresses
    assert addresses.count("/consultations/permit") == 2


def read_sitemap(client):
    """Each address of the sitemap with what stands below it, by the names of the elements."""
    names = {"v": "http://www.google.com/schemas/sitemap-video/1.1", "x": "http://www.w3.org/1999/xhtml"}
    found = {}
    for url in ET.fromstring(client.get(reverse("sitemap")).content):
        film = url.find("v:video", names)
        alternates = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)}
        told = {child.tag.rpartition("}")[2]: child.text for child in film} if film is not None else None
        found[url[0].text.strip()] = (alternates, told)
    return found


def test_the_sitemap_tells_of_films_and_of_every_language(client):
    english = make_guide(title="Bread & <wine>", video=make_video())
    translate(english)
    make_guide(title="No film")
    make_guide(title="Not ready", video=make_video(ready=False))
    make_guide(title="Secret", video=make_video(), live=False)
    found = read_sitemap(client)
    here = "http://testserver"
    both = {"en": f"{here}/en/guides/bread-wine/", "fr": f"{here}/fr/guides/bread-wine/"}
    alternates, told = found[both["en"]]
    assert alternates == found[both["fr"]][0] == both
    assert told.pop("thumbnail_loc").startswith(f"{here}/videos/{english.video_id}/poster.jpg?v=")
    assert told.pop("content_loc").startswith(f"{here}/videos/{english.video_id}/720p.mp4?v=")
    assert told.pop("publication_date")
    assert told == {
        "title": "Bread & <wine>",
        "description": english.summary,
        "player_loc": f"{here}/en/embed/guide/{english.translation_key}/",
        "duration": "9",
    }
    assert found[f"{here}/en/"][0] == {"en": f"{here}/en/", "fr": f"{here}/fr/"}
    assert [found[f"{here}/en/guides/{slug}/"] for slug in ("no-film", "not-ready")] == [({}, None), ({}, None)]
    assert f"{here}/en/guides/secret/" not in found


@pytest.mark.parametrize("many", [1, 3])
def test_the_sitemap_costs_the_same_for_one_and_for_three(client, many, django_assert_max_num_queries):
    for number in range(many):
        translate(make_guide(title=f"Guide {number}", video=make_video()))
    client.get(reverse("sitemap"))
    with django_assert_max_num_queries(14):
        client.get(reverse("sitemap"))


def test_crawlers_are_told_where_not_to_go(client):
    page = client.get("/robots.txt")
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    lines = page.content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /*/accounts/", "Disallow: /*/search/"} < set(lines)
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
