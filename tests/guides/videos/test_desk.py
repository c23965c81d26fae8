"""The editors' desk in the CMS: uploading and trying again; each for the editors of the collection only."""

import errno
import re

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Locale
from wagtail.users.models import UserProfile

from guides.videos import selectors, services
from guides.videos.models import GuideVideo

from .factories import make_captions, make_editor, make_video

pytestmark = pytest.mark.django_db


def words_of(page):
    """What is read on a page."""
    return re.sub(r'<(script|style|template).*?</\1>|<(?:"[^"]*"|[^>"])*>', "\n", page, flags=re.DOTALL).split("\n")


class TestDesk:
    @pytest.fixture
    def editor(self, django_user_model):
        client = Client()
        client.force_login(make_editor(django_user_model))
        return client

    def test_the_public_finds_no_desk(self, client, django_user_model):
        video = make_video()
        client.force_login(django_user_model.objects.create_user("ana@example.org"))
        for deed in ("status", "captions"):
            assert client.get(f"/admin/films/{video.pk}/{deed}/").status_code == 403

    def test_an_editor_of_another_collection_can_do_nothing(self, client, django_user_model):
        root = Collection.get_first_root_node()
        video = make_video(collection=root.add_child(name="Mine"), state="failed", ready=False)
        client.force_login(make_editor(django_user_model, root.add_child(name="Other")))
        assert client.post(f"/admin/films/{video.pk}/prepare/", follow=True).status_code == 404

    @pytest.mark.parametrize(
        "state, words, tries",
        [
            ("failed", "Try again", True),
            ("unusable", "Choose another file", False),
            ("new", "Prepare the film", True),
            ("ready", "Ready to watch", False),
        ],
    )
    def test_the_films_page_says_how_far_it_is(self, editor, state, words, tries):
        video = make_video(ready=state == "ready", **({} if state == "ready" else {"state": state}))
        page = editor.get(f"/admin/media/edit/{video.pk}/").content.decode()
        assert words in page
        assert (f"/admin/films/{video.pk}/prepare/" in page) is tries

    def test_trying_again(self, editor):
        video = make_video(ready=False, state="failed", failure="No")
        editor.post(f"/admin/films/{video.pk}/prepare/")
        video.refresh_from_db()
        assert (video.state, video.failure) == ("preparing", "")
        assert "Being prepared" in editor.get(f"/admin/films/{video.pk}/status/").content.decode()

    def test_uploading_in_the_admin_has_the_film_prepared(self, client, admin_user, film):
        client.force_login(admin_user)
        with film.open("rb") as file:
            response = client.post(
                "/admin/media/video/add/",
                {"title": "Parking", "file": file, "collection": 1, "description_need": "unanswered"},
            )
        video = GuideVideo.objects.get()
        assert response.url == f"/admin/media/edit/{video.pk}/", "where one sees how far it is"
        assert "Being prepared" in client.get(response.url).content.decode()
        assert (video.state, video.original_name, len(video.source_sha256)) == ("preparing", "film.mp4", 64)

    def test_what_nobody_can_answer_yet_is_asked_once_the_film_is_there(self, client, admin_user):
        client.force_login(admin_user)
        assert "description_need" not in client.get("/admin/media/video/add/").content.decode()
        page = client.get(f"/admin/media/edit/{make_video(description_need='unanswered').pk}/").content.decode()
        assert 'id="id_description_need"' in page

    def test_the_film_stands_on_its_page_with_what_it_has(self, client, admin_user):
        video = make_video(original_name="phone.mov")
        client.force_login(admin_user)
        page = client.get(f"/admin/media/edit/{video.pk}/").content.decode()
        assert f'<source src="/videos/{video.pk}/' in page
        assert "phone.mov" in page
        assert "Add captions" in page
        make_captions(video=video)
        page = client.get(f"/admin/media/edit/{video.pk}/").content.decode()
        assert "English: " in page
        assert "Checked by" in page

    def test_replacing_in_the_admin_keeps_the_film_before(self, client, admin_user, film, tmp_path):
        video = make_video()
        before = video.file.name
        client.force_login(admin_user)
        with film.open("rb") as file:
            form = {"title": "New title", "file": file, "collection": 1, "description_need": "not_needed"}
            response = client.post(f"/admin/media/edit/{video.pk}/", form)
        assert response.url == f"/admin/media/edit/{video.pk}/"
        video.refresh_from_db()
        assert (video.file.name, video.title, video.replacement.original_name) == (before, "New title", "film.mp4")
        assert video.file.storage.exists(before)
        assert "The film before is shown until then" in client.get(response.url).content.decode()

    @pytest.mark.parametrize("where", ["edit", "add"])
    def test_what_can_not_be_taken_is_told_beside_the_field_and_changes_nothing(
        self, client, admin_user, film, where, monkeypatch
    ):
        def full(self, name, content):
            raise OSError(errno.ENOSPC, "full")

        video = make_video()
        before = video.file.name
        monkeypatch.setattr(FileSystemStorage, "_save", full)
        client.force_login(admin_user)
        address = f"/admin/media/edit/{video.pk}/" if where == "edit" else "/admin/media/video/add/"
        with film.open("rb") as file:
            form = {"title": "New", "file": file, "collection": 1, "description_need": "not_needed"}
            page = client.post(address, form).content.decode()
        assert "too full for this film" in page
        video.refresh_from_db()
        assert (GuideVideo.objects.count(), video.file.name, video.title) == (1, before, "Parking")
        assert video.file.storage.exists(before)

    @pytest.mark.parametrize("where", ["edit", "add"])
    def test_what_is_wrong_is_looked_at_once_and_said_in_our_words(self, client, admin_user, film, where, monkeypatch):
        looked = []
        check = services.check_file
        monkeypatch.setattr(services, "check_file", lambda **file: looked.append(file) or check(**file))
        client.force_login(admin_user)
        video = make_video(title="Kept")
        address = f"/admin/media/edit/{video.pk}/" if where == "edit" else "/admin/media/video/add/"
        with film.open("rb") as file:
            form = {"title": "", "file": file, "collection": 1, "description_need": "not_needed"}
            page = client.post(address, form).content.decode()
        assert len(looked) == 1
        assert "The film is not saved yet: correct what is marked below." in page
        assert not any("media" in words for words in words_of(page))
        assert GuideVideo.objects.get().title == "Kept"

    def test_saving_without_another_file_says_so(self, client, admin_user):
        video = make_video()
        client.force_login(admin_user)
        form = {"title": "Permit", "collection": 1, "description_need": "not_needed", "tags": "cars"}
        page = client.post(f"/admin/media/edit/{video.pk}/", form, follow=True).content.decode()
        assert "“Permit” is saved." in page
        video.refresh_from_db()
        assert (video.title, [tag.name for tag in video.tags.all()]) == ("Permit", ["cars"])

    def test_deleting_asks_first(self, client, admin_user):
        video = make_video()
        client.force_login(admin_user)
        address = f"/admin/media/delete/{video.pk}/"
        assert "Delete the film" in client.get(address).content.decode()
        assert "is deleted" in client.post(address, follow=True).content.decode()
        assert GuideVideo.objects.count() == 0

    def test_deleting_is_for_editors_of_the_collection(self, editor, client, django_user_model):
        root = Collection.get_first_root_node()
        video = make_video(collection=root.add_child(name="Mine"))
        client.force_login(make_editor(django_user_model, root.add_child(name="Other"), "other@example.org"))
        for deed in ("edit", "delete"):
            assert client.post(f"/admin/media/{deed}/{video.pk}/", {"title": "x"}).status_code in {302, 404}
        assert GuideVideo.objects.get().title == "Parking"

    @pytest.mark.parametrize(
        "kind, name, words",
        [("video", "evil.html", "Upload a film"), ("audio", "song.mp4", "Only films are kept here")],
    )
    def test_what_is_no_film_is_refused_in_words(self, client, admin_user, tmp_path, kind, name, words):
        client.force_login(admin_user)
        path = tmp_path / name
        path.write_bytes(b"x")
        with path.open("rb") as file:
            response = client.post(f"/admin/media/{kind}/add/", {"title": "x", "file": file, "collection": 1})
        assert words in response.content.decode()
        assert GuideVideo.objects.count() == 0

    def test_the_list_offers_films_only(self, client, admin_user):
        make_video()
        client.force_login(admin_user)
        page = client.get("/admin/media/").content.decode()
        assert "Add film" in page
        assert "/media/audio/add/" not in page

    def test_the_list_says_how_far_each_film_is(self, client, admin_user, django_assert_num_queries):
        make_video(ready=False, state="failed", failure="The film is cut off.")
        client.force_login(admin_user)
        page = client.get("/admin/media/").content.decode()
        assert "Could not be prepared<br>The film is cut off." in page
        with CaptureQueriesContext(connection) as one:
            client.get("/admin/media/")
        for title in ("Second", "Third"):
            make_video(title=title)
        with django_assert_num_queries(len(one)):
            page = client.get("/admin/media/").content.decode()
        assert page.count("Ready") == 2


@pytest.mark.indexed
class TestWhereAFilmIsShown:
    @pytest.fixture
    def guide(self):
        from tests.guides.walkthroughs.factories import make_guide

        guide = make_guide(title="Get a permit", video=make_video())
        french = guide.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0], copy_parents=True)
        french.title = "Obtenir un permis"
        french.save()
        return guide

    def test_a_guide_counts_once_and_is_named_in_the_editor_s_language(self, client, admin_user, guide):
        client.force_login(admin_user)
        page = client.get(f"/admin/media/edit/{guide.video_id}/").content.decode()
        assert "1 page, in whatever languages it has" in page
        assert "Get a permit" in page
        assert "Obtenir un permis" not in page

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_films_are_called_films(self, client, admin_user, guide, language):
        UserProfile.objects.create(user=admin_user, preferred_language=language)
        client.force_login(admin_user)
        for address in ("media/", "media/?q=x", "media/chooser/video/", "media/chooser/video/?q=x"):
            response = client.get(f"/admin/{address}")
            page = response.json()["html"] if "json" in response["Content-Type"] else response.content.decode()
            words = [*words_of(page), *re.findall(r'placeholder="([^"]*)"', page)]
            assert [word for word in words if re.search(r"(?i)m[ée]dia|vid[ée]o", word)] == []
        editor = client.get(f"/admin/pages/{guide.pk}/edit/").content.decode()
        assert ("Choose another film" in editor, "Choisir un autre film" in editor) == (
            language == "en",
            language == "fr",
        )

    def test_it_is_not_deleted_and_says_where_it_is_shown(self, client, admin_user, guide):
        client.force_login(admin_user)
        address = f"/admin/media/delete/{guide.video_id}/"
        page = client.get(address).content.decode()
        assert "This film is on 1 page. Take it off" in page
        assert "Get a permit" in page
        assert "Delete the film" not in page
        assert "This film is on 1 page. Take it off" in client.post(address, follow=True).content.decode()
        assert GuideVideo.objects.count() == 1

    def test_the_titles_of_pages_one_may_not_see_are_kept(self, client, django_user_model, guide):
        assert selectors.pages_with(make_editor(django_user_model), guide.video) == []
