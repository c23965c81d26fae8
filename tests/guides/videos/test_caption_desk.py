"""The caption desk's pages: upload, edit, translate, check, remove; each for the editors of the collection only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection

from guides.videos import services
from guides.videos.models import CaptionTrack, Cue

from .factories import VTT, make_captions, make_chief, make_editor, make_video

pytestmark = pytest.mark.django_db
OTHER_TIMES = "WEBVTT\n\n00:01.000 --> 00:03.000\nOuvrez la page.\n"


@pytest.fixture
def editor(django_user_model):
    client = Client()
    client.force_login(make_editor(django_user_model))
    return client


def words(response):
    return response.content.decode()


class TestWhoMay:
    PAGES = ("", "write/", "en/", "en/check/", "en/remove/", "en/in/fr/", "en/in/fr/follow/")

    @pytest.mark.parametrize("where", PAGES)
    def test_editors_of_another_collection_find_nothing(self, client, django_user_model, where):
        root = Collection.get_first_root_node()
        video = make_video(collection=root.add_child(name="Mine"))
        make_captions(video=video)
        make_captions(video=video, language="fr", vtt=OTHER_TIMES)
        client.force_login(make_editor(django_user_model, root.add_child(name="Other")))
        for method in (client.get, client.post):
            assert method(f"/admin/films/{video.pk}/captions/{where}", follow=True).status_code in {404, 405}
        assert (video.tracks.count(), Cue.objects.count()) == (2, 3)

    @pytest.mark.parametrize("where", PAGES)
    def test_the_public_is_turned_away(self, client, django_user_model, where):
        video = make_video()
        make_captions(video=video)
        client.force_login(django_user_model.objects.create_user("ana@example.org"))
        assert client.post(f"/admin/films/{video.pk}/captions/{where}").status_code == 403

    @pytest.mark.parametrize("where", ["fr/", "fr/check/", "xx/", "en/in/xx/", "en/in/en/", "fr/in/en/"])
    def test_what_is_not_there_is_a_404(self, editor, where):
        video = make_video()
        make_captions(video=video)
        assert editor.post(f"/admin/films/{video.pk}/captions/{where}", follow=True).status_code == 404


class TestUploading:
    def upload(self, editor, video, data, name="en.vtt", **fields):
        file = SimpleUploadedFile(name, data)
        return editor.post(
            f"/admin/films/{video.pk}/captions/", {"language": "en", "file": file, **fields}, follow=True
        )

    def test_captions_are_uploaded_checked_and_removed(self, editor):
        video = make_video()
        response = self.upload(editor, video, b"1\r\n00:00:00,000 --> 00:00:02,000\r\nHi\r\n", "en.srt")
        assert "Draft: shown to nobody" in words(response)
        address = f"/admin/films/{video.pk}/captions/en"
        editor.post(f"{address}/check/", {"version": "1"})
        assert video.tracks.get().state == "reviewed"
        assert "You can't undo this" in words(editor.get(f"{address}/remove/"))
        editor.post(f"{address}/remove/")
        assert video.tracks.count() == 0

    @pytest.mark.parametrize(
        "data, said",
        [
            (b"WEBVTT\n\n00:09.000 --> 00:02.000\nHi\n", "Caption 1 (line 3): a caption must end after it starts."),
            (b"<!doctype html><title>WEBVTT</title>", "Line 1: this is a web page, not a caption file."),
            (b"", "The file is empty."),
            (b"x" * (2 * 1024 * 1024 + 1), "Line 1: the file is larger than 2 MB; captions never are."),
        ],
        ids=["ends before it starts", "a web page", "empty", "too large"],
    )
    def test_what_can_not_be_used_is_said_and_nothing_is_kept(self, editor, data, said):
        video = make_video()
        assert said in words(self.upload(editor, video, data))
        assert video.tracks.count() == 0

    def test_checking_what_somebody_changed_meanwhile_is_refused(self, editor):
        video = make_video()
        make_captions(video=video, reviewed=False)
        response = editor.post(f"/admin/films/{video.pk}/captions/en/check/", {"version": "0"}, follow=True)
        assert "saved these captions while you were at work" in words(response)
        assert video.tracks.get().state == "draft"


class TestWriting:
    def write(self, editor, video, said, language="en"):
        address = f"/admin/films/{video.pk}/captions/write/"
        return editor.post(address, {"language": language, "words": said}, follow=True)

    def test_who_has_no_file_writes_along_and_sets_the_times_right_at_the_desk(self, editor):
        video = make_video()
        page = words(editor.get(f"/admin/films/{video.pk}/captions/"))
        assert page.index("Write captions here") < page.index("Upload captions")
        response = self.write(editor, video, "Open the page.\nChoose your street. Pay & go.")
        assert response.redirect_chain[-1][0] == f"/admin/films/{video.pk}/captions/en/"
        assert "Your words are laid along the film." in words(response)
        track = video.tracks.get()
        assert track.state == "draft"
        assert list(track.cues.values_list("start_ms", "end_ms", "text")) == [
            (0, 3000, "Open the page."),
            (3000, 6750, "Choose your street."),
            (6750, 9000, "Pay & go."),
        ]

    def test_an_arrow_is_no_caption_file(self, editor):
        video = make_video()
        self.write(editor, video, "Choose File --> Save.")
        assert video.tracks.get().cues.get().text == "Choose File --> Save."

    @pytest.mark.parametrize(
        "said, refusal", [("  \n", "Write what is said in the film."), ("00:01 --> 2", "The captions need mending.")]
    )
    def test_what_can_not_be_used_is_said_beside_what_was_typed(self, editor, said, refusal):
        video = make_video()
        page = words(self.write(editor, video, said))
        assert refusal in page
        assert said.strip().replace(">", "&gt;") in page
        assert video.tracks.count() == 0

    def test_captions_that_are_there_are_not_written_over(self, editor, django_user_model):
        video = make_video()
        make_captions(video=video)
        assert "Select a valid choice" in words(self.write(editor, video, "Other words."))
        with pytest.raises(services.CaptionsRefused, match="already"):
            services.write_captions(by=make_chief(), video=video, language="en", words="Other words.")
        assert [cue.text for cue in Cue.objects.all()] == ["Open the page.", "Choose your street."]

    def test_a_film_whose_length_is_not_known_waits(self):
        video = make_video(ready=False)
        video.duration = 0
        with pytest.raises(services.CaptionsRefused, match="not prepared"):
            services.write_captions(by=make_chief(), video=video, language="en", words="Words.")

    def test_what_comes_with_times_keeps_them(self, editor):
        video = make_video()
        self.write(editor, video, VTT)
        assert list(Cue.objects.values_list("start_ms", "end_ms")) == [(0, 2000), (2000, 5000)]


class TestEditing:
    @pytest.fixture
    def track(self):
        return make_captions(video=make_video())

    def save(self, editor, track, vtt, version=1, act="save"):
        address = f"/admin/films/{track.video_id}/captions/en/"
        return editor.post(address, {"vtt": vtt, "version": version, "act": act}, follow=True)

    def test_a_draft_and_a_checked_version(self, editor, track):
        assert "The draft is saved." in words(self.save(editor, track, VTT.replace("Open", "Close")))
        track.refresh_from_db()
        assert (track.state, track.version) == ("draft", 2)
        self.save(editor, track, VTT, version=2, act="check")
        track.refresh_from_db()
        assert (track.state, track.reviewed_by.email) == ("reviewed", "editor@example.org")

    def test_what_was_typed_is_still_there_when_it_can_not_be_saved(self, editor, track):
        response = self.save(editor, track, "WEBVTT\n\n00:03.000 --> 00:01.000\nA <b>new</b> text\n")
        assert response.status_code == 422
        assert "A &lt;b&gt;new&lt;/b&gt; text" in words(response)
        assert [place for _words, place in response.context["problems"]] == [1]
        assert track.cues.count() == 2

    @pytest.mark.parametrize("version", ["0", "-1", "x", "9" * 30])
    def test_a_version_that_is_not_theirs_changes_nothing(self, editor, track, version):
        response = self.save(editor, track, VTT.replace("Open", "Close"), version=version)
        assert "Close the page." in words(response)
        assert track.cues.first().text == "Open the page."

    def test_an_earlier_version_is_opened_to_be_saved_again(self, editor, track):
        self.save(editor, track, VTT.replace("Open", "Close"))
        address = f"/admin/films/{track.video_id}/captions/en/"
        assert "Close the page." in words(editor.get(address))
        assert "Open the page." in editor.get(f"{address}?earlier=1").context["text"]
        assert "Close the page." in editor.get(f"{address}?earlier=77").context["text"]

    def test_the_desk_asks_as_much_for_two_captions_as_for_forty(self, editor, track, django_assert_num_queries):
        address = f"/admin/films/{track.video_id}/captions/en/"
        editor.get(address)
        with django_assert_num_queries(24):
            editor.get(address)
        cues = [f"00:{n // 10:02}.{n % 10}00 --> 00:{n // 10:02}.{n % 10}50\nWords" for n in range(40)]
        make_captions(video=track.video, vtt="WEBVTT\n\n" + "\n\n".join(cues))
        with django_assert_num_queries(24):
            editor.get(address)


class TestTranslating:
    @pytest.fixture
    def original(self):
        return make_captions(video=make_video())

    def save(self, editor, original, act="save", **fields):
        return editor.post(
            f"/admin/films/{original.video_id}/captions/en/in/fr/", {"act": act, "p": "1", **fields}, follow=True
        )

    def fields(self, original, *texts):
        keys = [key.hex for key in original.cues.values_list("key", flat=True)]
        return {f"text-{key}": text for key, text in zip(keys, texts, strict=True)}

    def test_some_now_and_the_rest_later(self, editor, original):
        response = self.save(editor, original, **self.fields(original, "Ouvrez la page.", ""))
        assert "The draft is saved." in words(response)
        assert "1 caption is not translated yet." in words(response)
        response = self.save(editor, original, act="check", **self.fields(original, "", "Choisissez."))
        track = CaptionTrack.objects.get(language="fr")
        assert (track.state, [cue.text for cue in track.cues.all()]) == ("reviewed", ["Ouvrez la page.", "Choisissez."])

    def test_checked_is_refused_while_some_are_missing_and_nothing_is_saved(self, editor, original):
        response = self.save(editor, original, act="check", **self.fields(original, "Ouvrez la page.", ""))
        assert (response.status_code, "Ouvrez la page." in words(response)) == (422, True)
        assert CaptionTrack.objects.filter(language="fr").count() == 0

    def test_two_translators_see_each_other(self, editor, original):
        self.save(editor, original, **self.fields(original, "La leur", "Choisissez."))
        fields = self.fields(original, "La mienne", "Choisissez.")
        response = self.save(editor, original, **fields)
        assert response.status_code == 422
        first = response.context["rows"][0]
        assert (first["text"], first["theirs"], first["was"]) == ("La mienne", "La leur", "La leur")
        key = original.cues.first().key.hex
        self.save(editor, original, **fields, **{f"was-{key}": "La leur"})
        assert Cue.objects.get(track__language="fr", position=1).text == "La mienne"

    def test_fields_that_are_not_ours_are_passed_over(self, editor, original):
        self.save(editor, original, **{"text-": "x", "text-zz": "x", f"text-{'z' * 32}": "x", "text": "x"})
        assert Cue.objects.filter(track__language="fr").count() == 0

    def test_fifty_a_page(self, editor):
        cues = [f"00:{n // 10:02}.{n % 10}00 --> 00:{n // 10:02}.{n % 10}50\nWords {n}" for n in range(60)]
        original = make_captions(video=make_video(), vtt="WEBVTT\n\n" + "\n\n".join(cues))
        address = f"/admin/films/{original.video_id}/captions/en/in/fr/"
        assert len(editor.get(address).context["rows"]) == 50
        assert [row["row"].number for row in editor.get(f"{address}?p=2").context["rows"]] == list(range(51, 61))

    def test_captions_with_times_of_their_own_are_asked_about(self, editor, original):
        make_captions(video=original.video, language="fr", vtt=OTHER_TIMES)
        address = f"/admin/films/{original.video_id}/captions/en/in/fr/"
        assert "have times of their own" in words(editor.get(address))
        response = editor.post(f"{address}follow/", follow=True)
        assert "The captions follow the original now." in words(response)
        assert Cue.objects.get(track__language="fr").start_ms == 0

    def test_the_list_says_what_is_missing(self, editor, original):
        key = original.cues.first().key
        services.translate_captions(
            by=make_chief(), original=original, language="fr", wordings=[services.Wording(key, "Ouvrez.")]
        )
        assert "1 missing" in words(editor.get(f"/admin/films/{original.video_id}/captions/"))


def test_a_film_without_sound_is_asked_for_no_captions(client, admin_user):
    client.force_login(admin_user)
    silent, spoken = make_video(), make_video(audio_codec="aac")
    page = client.get(f"/admin/films/{silent.pk}/captions/").content.decode()
    assert "This film has no sound" in page
    assert "speech recognition" not in page
    assert "This film has no sound" not in client.get(f"/admin/films/{spoken.pk}/captions/").content.decode()
