"""What machines and other sites read of a guide: schema.org, oEmbed, and the page to be framed."""

import json
import re
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction

from guides.walkthroughs import linked_data, selectors
from tests.guides.videos.factories import make_captions, make_video

from .factories import make_guide, translate

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture
def guide():
    video = make_video()
    make_captions(video=video)
    return make_guide(video=video, cost="€ 48 a year", documents="Passport\nBill", who_for="Residents </script>")


def restrict(page, kind="login"):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")


def data_of(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(one) for one in found]


def everything(thing):
    """Each typed thing within the data."""
    if isinstance(thing, dict):
        if "@type" in thing:
            yield thing
        for value in thing.values():
            yield from everything(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from everything(value)


# What schema.org's readers require of each type, and what ours add to be of use.
REQUIRED = {
    "HowTo": {"name", "step", "url", "inLanguage", "description"},
    "HowToStep": {"name", "text", "url", "position"},
    "HowToSupply": {"name"},
    "Audience": {"audienceType"},
    "VideoObject": {"name", "thumbnailUrl", "uploadDate", "description", "duration", "contentUrl", "embedUrl"},
    "Clip": {"name", "startOffset", "endOffset", "url"},
    "MediaObject": {"contentUrl", "encodingFormat", "inLanguage"},
    "GovernmentService": {"name", "url", "serviceOperator"},
    "GovernmentOrganization": {"name"},
    "ServiceChannel": {"servicePhone"},
    "ContactPoint": {"telephone"},
}


def test_everything_said_to_machines_has_what_they_require(client, guide):
    [data] = data_of(client.get(guide.url).content.decode())
    things = list(everything(data))
    assert {thing["@type"] for thing in things} == set(REQUIRED)
    for thing in things:
        assert REQUIRED[thing["@type"]] <= thing.keys(), thing
        for name in ("url", "contentUrl", "embedUrl", "thumbnailUrl"):
            assert str(thing.get(name, HERE)).startswith(HERE), name


def test_each_step_is_a_clip_of_the_film(client, guide):
    [data] = data_of(client.get(guide.url).content.decode())
    assert [(clip["startOffset"], clip["endOffset"], clip["url"]) for clip in data["video"]["hasPart"]] == [
        (0, 2, f"{HERE}{guide.url}?t=0"),
        (2, 5, f"{HERE}{guide.url}?t=2"),
        (5, 9, f"{HERE}{guide.url}?t=5"),
    ]
    assert data["video"]["duration"] == "PT9S"
    assert data["about"]["name"] == "Parking"
    assert data["step"][1]["text"] == "Upload one proof of address."
    assert data["audience"]["audienceType"] == "Residents </script>"


def test_without_a_film_there_is_no_film_and_without_words_a_step_has_its_title(client):
    page = make_guide(title="Bare", steps=[("Go there", "", None)])
    [data] = data_of(client.get(page.url).content.decode())
    assert "video" not in data
    assert data["step"][0]["text"] == "Go there"


def test_a_film_without_a_picture_is_left_out(guide):
    guide.video.renditions.filter(kind="poster").delete()
    shown = selectors.shown(AnonymousUser(), guide)
    assert "video" not in linked_data.how_to(shown, [], address="x", embed="y", absolute=str)


@pytest.mark.parametrize("starts", [(None, None, None), (3, 3, 8), (8, 0, 99)])
def test_clips_are_in_order_and_never_empty(starts):
    steps = [(f"Step {number}", "", start) for number, start in enumerate(starts)]
    page = make_guide(title="Odd", steps=steps, video=make_video())
    parts = selectors.film_parts(selectors.shown(AnonymousUser(), page))
    assert all(0 <= part.start < part.end <= 9 for part in parts)
    assert [part.start for part in parts] == sorted(part.start for part in parts)


@pytest.mark.parametrize("many", [3, 30])
def test_machines_cost_the_same_for_few_and_many_steps(client, many, django_assert_max_num_queries):
    steps = [(f"Step {number}", "", number) for number in range(many)]
    page = make_guide(title="Long", steps=steps, video=make_video())
    client.get(page.url)
    with django_assert_max_num_queries(31):
        client.get(page.url)


def oembed(client, url, **options):
    return client.get("/oembed/", {"url": url, **options})


def test_a_link_becomes_a_film_on_another_site(client, guide):
    answer = oembed(client, f"{HERE}{guide.url}?t=3#step-2")
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    data = answer.json()
    frame = data.pop("html")
    assert f'src="{HERE}/en/embed/guide/{guide.translation_key}/?t=3"' in frame
    assert 'width="640" height="720"' in frame
    assert data.pop("thumbnail_url").startswith(f"{HERE}/videos/")
    assert data == {
        "version": "1.0",
        "type": "video",
        "title": guide.title,
        "author_name": "Parking and Streets",
        "author_url": f"{HERE}/en/services/parking/",
        "provider_name": "",
        "provider_url": f"{HERE}/en/",
        "cache_age": 3600,
        "width": 640,
        "height": 720,
        "thumbnail_width": 1280,
        "thumbnail_height": 720,
    }


def test_the_page_says_where_that_is_found(client, guide):
    page = client.get(guide.url).content.decode()
    [address] = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page)
    assert client.get(address.replace("&amp;", "&")).json()["title"] == guide.title


def test_it_is_given_as_xml_too_and_a_guide_without_a_film_as_a_rich_text(client):
    page = make_guide(title='Bread & "wine" <b>')
    answer = oembed(client, f"{HERE}{page.url}", format="xml", maxwidth="300", maxheight="200")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    found = {child.tag: child.text for child in ET.fromstring(answer.content)}
    assert (found["type"], found["title"], found["width"], found["height"]) == ("rich", page.title, "300", "200")
    assert 'title="Bread &amp; &quot;wine&quot; &lt;b&gt;"' in found["html"]


@pytest.mark.parametrize(
    "query, status",
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": "nonsense"}, 400),
        ({"url": "javascript:alert(1)"}, 400),
        ({"url": f"{HERE}/en/guides/get-a-parking-permit/", "maxwidth": "wide"}, 400),
        ({"url": f"{HERE}/en/guides/get-a-parking-permit/", "format": "yaml"}, 501),
        ({"url": f"{HERE}/en/guides/none/"}, 404),
        ({"url": f"{HERE}/en/guides/"}, 404),
        ({"url": f"{HERE}/fr/guides/get-a-parking-permit/"}, 404),
        ({"url": f"{HERE}/elsewhere/get-a-parking-permit/"}, 404),
        ({"url": f"{HERE}/admin/"}, 404),
        ({"url": "http://other.example/en/guides/get-a-parking-permit/"}, 404),
        ({"url": "http://testserver.evil.example/en/guides/get-a-parking-permit/"}, 404),
    ],
)
def test_what_can_not_be_embedded_is_answered_in_words(client, guide, query, status):
    answer = client.get("/oembed/", query)
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content.decode()) > 20
    french = client.get("/oembed/", query, headers={"accept-language": "fr"})
    assert french.content != answer.content


@pytest.mark.parametrize("hidden", ["unpublished", "login", "password", "above"])
def test_what_not_everyone_may_read_is_nowhere_not_even_for_those_who_may(client, admin_client, guide, hidden):
    if hidden == "unpublished":
        guide.unpublish()
    else:
        restrict(guide.get_parent() if hidden == "above" else guide, "login" if hidden == "above" else hidden)
    address = f"{HERE}{guide.url}"
    for reader in (client, admin_client):
        assert oembed(reader, address).status_code == 404
        assert reader.get(f"/en/embed/guide/{guide.translation_key}/").status_code == 404
        assert guide.slug not in reader.get("/sitemap.xml").content.decode()
    page = admin_client.get(guide.url).content.decode()
    assert re.findall(r"oembed|ld\+json|&lt;iframe", page) == []


def test_any_site_may_frame_the_embed_and_nothing_else(client, guide):
    embed = f"/en/embed/guide/{guide.translation_key}/"
    gone = "/en/embed/guide/00000000-0000-0000-0000-000000000000/"
    for address in (embed, gone):
        answer = client.get(address)
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
    for address in (guide.url, "/en/", "/en/search/", "/oembed/", f"/en/stuck/{guide.translation_key}/"):
        answer = client.get(address)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


def test_the_embed_asks_for_nothing_and_holds_nothing_of_the_visitor(client, admin_client, guide):
    address = f"/en/embed/guide/{guide.translation_key}/?t=3"
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.cookies == {}
    assert "<form" not in page.replace('<form method="dialog"', "")  # what closes a dialog is sent nowhere
    assert "csrf" not in page
    assert page == admin_client.get(address).content.decode()
    assert "#t=3" in page
    assert "Show where you live" in page
    assert re.search(rf'href="{HERE}{guide.url}" target="_blank" rel="noopener"', page)
    assert '<meta name="robots" content="noindex">' in page


def test_the_embed_is_in_a_language_there_is(client, guide):
    address = f"/fr/embed/guide/{guide.translation_key}/"
    assert client.get(address)["Location"] == f"/en/embed/guide/{guide.translation_key}/"
    translate(guide)
    assert '<html lang="fr"' in client.get(address).content.decode()
    assert client.get(f"/embed/guide/{guide.translation_key}/").status_code == 302


def test_people_are_given_the_code_to_put_into_their_page(client, guide):
    page = client.get(guide.url).content.decode()
    src = f"{HERE}/en/embed/guide/{guide.translation_key}/"
    assert f"&lt;iframe src=&quot;{src}&quot;" in page


def test_the_cache_keeps_the_embed_with_a_policy_of_its_own(live_site):
    page = make_guide()
    for path, frames in ((f"/en/embed/guide/{page.translation_key}/", "*"), (page.url, "'none'")):
        for _time in range(2):
            with urlopen(f"{live_site}{path}") as answer:
                headers = answer.headers
            assert headers["ETag"], "it came from the cache"
            assert f"frame-ancestors {frames}" in headers["Content-Security-Policy"]
            assert (headers["X-Frame-Options"] is None) is (frames == "*")
            assert (headers["Set-Cookie"] is None) is (frames == "*")
