"""Who gets which bytes of a film."""

import hashlib

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import AnonymousUser
from django.test import AsyncClient
from wagtail.models import Collection

from guides.videos import ranges, selectors, viewing
from guides.videos.models import GuideVideo
from guides.videos.views import serving

from .factories import make_captions, make_editor, make_rendition, make_video

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 12_000  # 3 MB: more than one answer may hold


@pytest.fixture
def shown(monkeypatch):
    """The films that stand on a page everybody may read."""
    keys = []
    monkeypatch.setattr(
        viewing, "_sources", [lambda viewer, passed: GuideVideo.objects.filter(pk__in=keys).values("pk")]
    )
    return keys


@pytest.fixture
def video(shown):
    make_video(title="Another's", content=b"secret")
    video = make_video(content=CONTENT)
    shown.append(video.pk)
    return video


@async_to_sync
async def ask(video, name="480p.mp4", method="get", **headers):
    """Ask as an ASGI server does; the pieces of a streamed answer are gathered in `pieces`."""
    response = await getattr(AsyncClient(), method)(f"/videos/{video.pk}/{name}", headers=headers)
    if response.streaming:
        response.pieces = [piece async for piece in response.streaming_content]
    return response


@pytest.mark.parametrize(
    "asked, status, content_range, first, last",
    [
        ("bytes=0-0", 206, "bytes 0-0/3072000", 0, 0),
        ("bytes=0-1", 206, "bytes 0-1/3072000", 0, 1),
        ("bytes=1000-1999", 206, "bytes 1000-1999/3072000", 1000, 1999),
        ("bytes=0-", 206, "bytes 0-262143/3072000", 0, 262_143),
        ("bytes=3000000-", 206, "bytes 3000000-3071999/3072000", 3_000_000, 3_071_999),
        ("bytes=-500", 206, "bytes 3071500-3071999/3072000", 3_071_500, 3_071_999),
        ("bytes=3071999-9999999", 206, "bytes 3071999-3071999/3072000", 3_071_999, 3_071_999),
    ],
)
def test_a_part_is_sent_and_never_more_than_one_answer_holds(video, asked, status, content_range, first, last):
    response = ask(video, range=asked)
    assert (response.status_code, response["Content-Range"]) == (status, content_range)
    assert response.content == CONTENT[first : last + 1]
    assert response["Content-Length"] == str(last - first + 1)
    assert response["Content-Type"] == "video/mp4"


def test_nothing_there_is_a_416_that_tells_the_size(video):
    response = ask(video, range="bytes=3072000-")
    assert (response.status_code, response["Content-Range"], response.content) == (416, "bytes */3072000", b"")


@pytest.mark.parametrize("asked", [None, "bytes=0-1,5-6", "lines=1-2", "bytes=9-3"])
def test_without_a_range_we_understand_the_whole_is_sent(video, asked, monkeypatch):
    monkeypatch.setattr(serving, "WHOLE_FILE_BYTES_A_SECOND", 10**9)
    response = ask(video, **({"range": asked} if asked else {}))
    assert (response.status_code, response["Content-Length"], response["Accept-Ranges"]) == (200, "3072000", "bytes")
    assert hashlib.sha256(b"".join(response.pieces)).digest() == hashlib.sha256(CONTENT).digest()


def test_a_whole_file_comes_in_pieces_no_larger_than_a_part(video, monkeypatch):
    monkeypatch.setattr(serving, "WHOLE_FILE_BYTES_A_SECOND", 10**9)
    response = ask(video)
    assert [len(piece) for piece in response.pieces] == [ranges.MAX_BYTES] * 11 + [3_072_000 - 11 * ranges.MAX_BYTES]


@pytest.mark.parametrize("asked, status, length", [(None, 200, "3072000"), ("bytes=0-9", 206, "10")])
def test_head_sends_headers_only(video, asked, status, length):
    response = ask(video, method="head", **({"range": asked} if asked else {}))
    assert (response.status_code, response["Content-Length"], response.content) == (status, length, b"")


def test_a_client_that_has_it_gets_a_304(video):
    first = ask(video, range="bytes=0-0")
    again = ask(video, if_none_match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (ask(video, if_modified_since=first["Last-Modified"])).status_code == 304


def test_if_range_sends_the_whole_when_the_film_has_changed(video, monkeypatch):
    monkeypatch.setattr(serving, "WHOLE_FILE_BYTES_A_SECOND", 10**9)
    etag = (ask(video, range="bytes=0-0"))["ETag"]
    assert (ask(video, range="bytes=0-9", if_range=etag)).status_code == 206
    assert (ask(video, range="bytes=0-9", if_range='"other"')).status_code == 200


def test_nothing_is_sniffed_or_kept_by_others(video):
    response = ask(video, range="bytes=0-0")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "name, status",
    [
        ("480p.mp4", 206),
        ("720p.mp4", 206),
        ("poster.jpg", 206),
        ("poster.mp4", 404),
        ("480p.jpg", 404),
        ("original.mp4", 404),
        ("240p.mp4", 404),
    ],
)
def test_only_what_was_made_has_an_address(video, name, status):
    assert (ask(video, name, range="bytes=0-0")).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_films_are_only_read(video, method):
    assert (ask(video, method=method)).status_code == 405


class TestWhoMayWatch:
    def test_a_film_on_no_page_is_nowhere_for_the_public(self, shown, client):
        video = make_video()
        make_captions(video=video)
        for name in ("480p.mp4", "poster.jpg", "original.mp4", "captions-en.vtt"):
            assert client.get(f"/videos/{video.pk}/{name}", headers={"range": "bytes=0-0"}).status_code == 404

    def test_it_is_gone_again_with_its_page(self, shown, client, video):
        address = f"/videos/{video.pk}/480p.mp4"
        assert client.get(address, headers={"range": "bytes=0-0"}).status_code == 206
        shown.clear()
        assert client.get(address, headers={"range": "bytes=0-0"}).status_code == 404

    def test_its_editors_may_watch_it_and_editors_of_other_collections_not(self, shown, client, django_user_model):
        root = Collection.get_first_root_node()
        mine, other = root.add_child(name="Mine"), root.add_child(name="Other")
        video = make_video(collection=mine)
        for collection, status in ((mine, 206), (other, 404)):
            client.force_login(make_editor(django_user_model, collection, f"{collection.name}@example.org"))
            for name in ("480p.mp4", "original.mp4"):
                response = client.get(f"/videos/{video.pk}/{name}", headers={"range": "bytes=0-0"})
                assert response.status_code == status

    def test_somebody_signed_in_is_no_editor(self, shown, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("ana@example.org"))
        assert client.get(f"/videos/{make_video().pk}/480p.mp4").status_code == 404

    def test_the_source_is_told_who_asks_and_which_passwords_they_gave(self, monkeypatch, client):
        asked = []

        def source(viewer, passed):
            asked.append((type(viewer), list(passed)))
            return GuideVideo.objects.none().values("pk")

        monkeypatch.setattr(viewing, "_sources", [source])
        client.get(f"/videos/{make_video().pk}/480p.mp4")
        assert [
            (issubclass(kind, AnonymousUser) or kind.__name__ == "SimpleLazyObject", passed) for kind, passed in asked
        ] == [(True, [])]


class TestHandedOver:
    def test_a_web_server_in_front_sends_the_bytes(self, video, client, settings):
        settings.PRIVATE_ACCEL_PREFIX = "/films-internal/"
        response = client.get(f"/videos/{video.pk}/480p.mp4", headers={"range": "bytes=0-0"})
        name = video.renditions.get(kind="480p").file.name
        assert (response["X-Accel-Redirect"], response.content) == (f"/films-internal/{name}", b"")
        assert response["Content-Type"] == "video/mp4"

    def test_but_not_to_those_who_may_not_watch(self, shown, client, settings):
        settings.PRIVATE_ACCEL_PREFIX = "/films-internal/"
        response = client.get(f"/videos/{make_video().pk}/480p.mp4")
        assert (response.status_code, "X-Accel-Redirect" in response) == (404, False)

    def test_a_remote_storage_signs_an_address(self, video, client, monkeypatch):
        class Remote:
            def path(self, name):
                raise NotImplementedError

            def url(self, name):
                return f"https://storage.example.org/{name}?signature=x"

        monkeypatch.setattr(serving, "private_storage", Remote)
        response = client.get(f"/videos/{video.pk}/480p.mp4")
        name = video.renditions.get(kind="480p").file.name
        assert (response.status_code, response["Location"]) == (302, f"https://storage.example.org/{name}?signature=x")


class TestCaptions:
    def test_captions_are_written_from_their_rows(self, video, client):
        vtt = "WEBVTT\n\nNOTE by me\n\n00:00.000 --> 00:02.000\n<script>alert(1)</script> a &amp; b\n"
        make_captions(video=video, vtt=vtt)
        response = client.get(f"/videos/{video.pk}/captions-en.vtt")
        assert response.content.decode() == "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nalert(1) a &amp; b\n"
        assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("text/vtt; charset=utf-8", "nosniff")

    def test_drafts_are_for_editors(self, video, client, django_user_model):
        make_captions(video=video, reviewed=False)
        assert client.get(f"/videos/{video.pk}/captions-en.vtt").status_code == 404
        client.force_login(make_editor(django_user_model))
        assert client.get(f"/videos/{video.pk}/captions-en.vtt").status_code == 200

    def test_a_language_without_captions_is_a_404(self, video, client):
        # PostgreSQL takes no null character, not even to look for it.
        for language in ("fr", "%00"):
            assert client.get(f"/videos/{video.pk}/captions-{language}.vtt").status_code == 404


class TestPictures:
    """The strip's WebVTT: which small picture belongs to which moment."""

    VTT = (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n/videos/{pk}/strip.jpg?v={key:x}#xywh=0,0,214,120\n\n"
        "00:00:01.000 --> 00:00:02.000\n/videos/{pk}/strip.jpg?v={key:x}#xywh=214,0,214,120\n"
    )

    def test_players_are_told_where_each_picture_is(self, video, client):
        GuideVideo.objects.filter(pk=video.pk).update(duration=2)
        strip = make_rendition(video=video, kind="strip")
        response = client.get(selectors.playable(video).pictures)
        assert response.content.decode() == self.VTT.format(pk=video.pk, key=strip.pk)
        assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("text/vtt; charset=utf-8", "nosniff")
        assert client.get(f"/videos/{video.pk}/strip.jpg").status_code == 200

    def test_without_a_strip_there_is_no_address(self, video, client):
        assert (selectors.playable(video).pictures, client.get(f"/videos/{video.pk}/strip.vtt").status_code) == (
            "",
            404,
        )

    def test_who_may_not_watch_is_told_nothing(self, shown, client):
        video = make_video()
        make_rendition(video=video, kind="strip")
        assert client.get(f"/videos/{video.pk}/strip.vtt").status_code == 404
