"""A published guide shows its film only while its words can be read (decision 0014), and editors are told."""

import json

import pytest
from django.test import Client

from guides.videos import services
from tests.guides.videos.factories import VTT, make_captions, make_chief, make_video

from .factories import make_guide, translate

pytestmark = pytest.mark.django_db
HELD = "The film is not shown at the moment"


@pytest.fixture
def video():
    video = make_video(audio_codec="aac")
    for language in ("en", "fr"):
        make_captions(video=video, language=language)
    return video


@pytest.fixture
def guide(video):
    # Another's, whose captions stay: it keeps its film.
    other = make_video(title="Other", audio_codec="aac")
    make_captions(video=other)
    make_guide(title="Another guide", video=other)
    page = make_guide(title="Permit", video=video)
    translate(page)
    return page


def remove(video, language="en"):
    services.remove_captions(by=make_chief(), track=video.tracks.get(language=language))


def put_back_to_draft(video):
    track = video.tracks.get(language="en")
    services.edit_captions(by=make_chief(), track=track, vtt=VTT, version=track.version)


def upload_unchecked(video):
    make_captions(video=video, reviewed=False)


def shown(client, guide, language="en"):
    """Where the film is: page, embed, chapters, list, sitemap, what machines and other sites are told."""
    slug, key = guide.slug, guide.translation_key
    page = client.get(f"/{language}/guides/{slug}/").content.decode()
    embed = client.get(f"/{language}/embed/guide/{key}/").content.decode()
    told = client.get("/oembed/", {"url": f"http://testserver/{language}/guides/{slug}/"}).content
    return {
        "page": "<video" in page,
        "embed": "<video" in embed,
        "machines": "VideoObject" in page,
        "others": json.loads(told)["type"] == "video",
        "chapters": client.get(f"/{language}/guide-chapters/{key}.vtt").status_code == 200,
        "list": f"/videos/{guide.video_id}/" in client.get(f"/{language}/guides/").content.decode(),
        "sitemap": f"/{language}/embed/guide/{key}/" in client.get("/sitemap.xml").content.decode(),
    }


@pytest.mark.parametrize("deed", [remove, put_back_to_draft, upload_unchecked])
def test_it_goes_from_everywhere_and_comes_back_once_checked(client, guide, video, deed):
    assert set(shown(client, guide).values()) == {True}
    deed(video)
    assert set(shown(client, guide).values()) == {False}
    for address in (f"/en/guides/{guide.slug}/", f"/en/embed/guide/{guide.translation_key}/"):
        page = client.get(address).content.decode()
        assert HELD in page
        assert "Type your street." in page
    assert set(shown(client, guide, "fr").values()) == {True}, "read in French, it can be read"
    make_captions(video=video)
    assert set(shown(client, guide).values()) == {True}
    assert HELD not in client.get(f"/en/guides/{guide.slug}/").content.decode()


def test_a_film_in_which_nobody_speaks_needs_none(client):
    guide = make_guide(title="Silent", video=make_video(title="Silent"))
    assert set(shown(client, guide).values()) == {True}


@pytest.mark.indexed
class TestDesk:
    @pytest.fixture
    def desk(self, guide, video):
        make_guide(title="A draft of it", video=video, live=False)
        client = Client()
        client.force_login(make_chief())
        return client

    def test_it_says_before_and_after_what_is_held(self, desk, video):
        address = f"/admin/films/{video.pk}/captions/en/remove/"
        asked = desk.get(address).content.decode()
        assert "are shown without it" in asked
        assert asked.count('/edit/">Permit</a>') == 1
        assert "A draft of it" not in asked
        said = desk.post(address, follow=True).content.decode()
        assert "Until captions in English are checked, these are shown without the film: Permit." in said

    def test_it_says_so_of_a_draft_and_not_of_what_is_checked(self, desk, video):
        address = f"/admin/films/{video.pk}/captions/en/"
        given = {"vtt": VTT, "version": video.tracks.get(language="en").version}
        assert "are shown without it" in desk.get(address).content.decode()
        said = desk.post(address, {**given, "act": "save"}, follow=True).content.decode()
        assert "these are shown without the film: Permit." in said
        given["version"] += 1
        said = desk.post(address, {**given, "act": "check"}, follow=True).content.decode()
        assert "these are shown without the film" not in said

    def test_the_guides_editor_says_so_and_previews_the_film(self, desk, guide, video):
        words = "People see this guide without its film"
        address = f"/admin/guides/{guide.pk}/gate/"
        assert words not in desk.get(address).content.decode()
        put_back_to_draft(video)
        assert words in desk.get(address).content.decode()
        preview = desk.get(f"/admin/pages/{guide.pk}/view_draft/").content.decode()
        assert "<video" in preview
        assert HELD not in preview
