"""Captions of films: rows that can be searched, drafts until a person vouches for them."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection
from wagtail.search.backends import get_search_backend

from guides.videos import selectors, services
from guides.videos.models import CaptionTrack, Cue, GuideVideo

from .factories import VTT, make_captions, make_chief, make_editor, make_video

pytestmark = pytest.mark.django_db


class TestCaptions:
    def test_captions_become_one_row_a_cue_and_are_found(self):
        video, noise = make_video(), make_video(title="Noise")
        make_captions(video=noise, vtt="WEBVTT\n\n00:00.000 --> 00:02.000\nPay the fee.\n")
        track = make_captions(video=video)
        assert list(track.cues.values_list("position", "start_ms", "end_ms", "text")) == [
            (1, 0, 2000, "Open the page."),
            (2, 2000, 5000, "Choose your street."),
        ]
        found = Cue.objects.filter(track__video=video).autocomplete("street")
        assert [cue.text for cue in found] == ["Choose your street."]
        assert list(Cue.objects.filter(track__video=noise).autocomplete("street")) == []

    def test_new_captions_take_the_place_of_the_old_ones_and_of_their_review(self):
        video = make_video()
        make_captions(video=video)
        other = make_captions(video=video, language="fr", vtt=VTT.replace("00:02", "00:03"))
        track = make_captions(video=video, vtt="WEBVTT\n\n00:00.000 --> 00:02.000\nNew.\n", reviewed=False)
        assert [cue.text for cue in Cue.objects.filter(track=track)] == ["New."]
        assert (track.state, track.reviewed_at, other.cues.count()) == ("draft", None, 2)
        assert list(Cue.objects.filter(track__language="en").autocomplete("street")) == []

    def test_bad_captions_are_refused_line_by_line_and_change_nothing(self):
        video = make_video()
        make_captions(video=video)
        with pytest.raises(services.CaptionsRefused) as refused:
            make_captions(video=video, vtt="WEBVTT\n\n00:04.000 --> 00:01.000\nx\n\n00:10.000 --> 00:12.000\ny\n")
        assert refused.value.problems == (
            "Caption 1 (line 3): a caption must end after it starts.",
            "Caption 2 (line 6): this caption starts after the film has ended.",
        )
        assert Cue.objects.count() == 2

    def test_a_language_the_site_has_not_is_refused(self):
        with pytest.raises(services.CaptionsRefused) as refused:
            make_captions(video=make_video(), language="xx")
        assert refused.value.field == "language"

    def test_drafts_are_not_played_until_a_person_vouches_for_them(self, django_user_model):
        video, person = make_video(), django_user_model.objects.create_user("e@example.org")
        track = make_captions(video=video, reviewed=False)
        assert selectors.playable(video).tracks == []
        with pytest.raises(services.FilmRefused):
            services.review_captions(track=track, by=person)
        person = make_editor(django_user_model)
        track = services.review_captions(track=track, by=person)
        assert (track.state, track.reviewed_by, track.reviewed_at is not None) == ("reviewed", person, True)
        assert selectors.playable(video).tracks == [track]
        services.remove_captions(track=track, by=person)
        assert CaptionTrack.objects.count() == 0

    @pytest.mark.parametrize("deed", ["set", "edit", "review", "remove", "translate", "adopt"])
    def test_every_deed_is_for_editors_of_the_collection_only(self, django_user_model, deed):
        root = Collection.get_first_root_node()
        video = make_video(collection=root.add_child(name="Mine"))
        track, other = make_captions(video=video), make_captions(video=video, language="fr", vtt=OTHER_TIMES)
        deeds = {
            "set": lambda by: services.set_captions(by=by, video=video, language="en", vtt=VTT),
            "edit": lambda by: services.edit_captions(by=by, track=track, vtt=VTT, version=track.version),
            "review": lambda by: services.review_captions(by=by, track=track),
            "remove": lambda by: services.remove_captions(by=by, track=track),
            "translate": lambda by: services.translate_captions(by=by, original=track, language="fr", wordings=[]),
            "adopt": lambda by: services.adopt_timings(by=by, original=track, track=other),
        }
        stranger = make_editor(django_user_model, root.add_child(name="Other"))
        for person in (None, stranger):
            with pytest.raises(services.FilmRefused) as refused:
                deeds[deed](person)
            assert refused.value.code == "not-allowed"
        track.refresh_from_db()
        assert (track.version, track.cues.count()) == (1, 2)

    def test_many_are_written_over_many_in_few_statements_and_the_index_follows(self):
        def many(word, shift):
            times = [(f"{n // 60:02}:{n % 60:02}.{shift}00", f"{n // 60:02}:{n % 60:02}.900") for n in range(1200)]
            return "WEBVTT\n\n" + "\n\n".join(f"{start} --> {end}\n{word} {n}" for n, (start, end) in enumerate(times))

        video = make_video()
        GuideVideo.objects.update(duration=0)
        video.refresh_from_db()
        make_captions(video=video, vtt=many("before", 1))
        with CaptureQueriesContext(connection) as asked:
            track = make_captions(video=video, vtt=many("after", 2))
        assert len(asked) < 100
        entries = Cue._meta.get_field("index_entries").related_model.objects.filter(content_type__model="cue")
        assert sorted(entries.values_list("object_id", flat=True)) == sorted(
            str(pk) for pk in Cue.objects.values_list("pk", flat=True)
        )
        assert Cue.objects.all().autocomplete("before").count() == 0
        assert Cue.objects.all().autocomplete("after 777").count() == 1
        with CaptureQueriesContext(connection) as asked:
            services.remove_captions(track=track, by=make_chief())
        assert len(asked) < 40
        assert (Cue.objects.count(), entries.count()) == (0, 0)

    def test_they_are_indexed_as_the_backend_would(self):
        make_captions(video=make_video(), vtt="WEBVTT\n\n00:00.000 --> 00:02.000\nL’œuvre d'Ana: 2nd “try” & more\n")
        kept = Cue._meta.get_field("index_entries").related_model.objects.filter(content_type__model="cue")
        ours = list(kept.values())
        kept.all().delete()
        get_search_backend().add_bulk(Cue, list(Cue.objects.all()))
        assert [{**row, "id": 0} for row in ours] == [{**row, "id": 0} for row in kept.values()]

    def test_a_file_too_large_is_refused_unread(self):
        file = SimpleNamespace(size=3 * 1024 * 1024, read=lambda *_size: pytest.fail("read before its size was known"))
        with pytest.raises(services.CaptionsRefused) as refused:
            make_captions(video=make_video(), vtt=file)
        assert refused.value.problems == ("Line 1: the file is larger than 2 MB; captions never are.",)


def named(*cues):
    """An edited text: each caption with its number in the version before, "" for a new one."""
    return "WEBVTT\n\n" + "\n".join(
        f"{name}\n00:0{start}.000 --> 00:0{end}.000\n{text}\n" for name, start, end, text in cues
    )


class TestEditing:
    def test_edited_captions_keep_their_keys_and_become_a_draft(self):
        track = make_captions(video=make_video())
        keys = list(track.cues.values_list("key", flat=True))
        vtt = named((1, 0, 1, "Open"), ("x", 1, 2, "the page."), (2, 3, 5, "Choose your road."))
        saved = services.edit_captions(by=make_chief(), track=track, vtt=vtt, version=1)
        assert list(saved.cues.values_list("text", flat=True)) == ["Open", "the page.", "Choose your road."]
        after = list(saved.cues.values_list("key", flat=True))
        assert (after[0], after[2], after[1] in keys) == (keys[0], keys[1], False)
        assert (saved.state, saved.reviewed_by, saved.version, saved.changed_by) == ("draft", None, 2, make_chief())
        assert [cue.text for cue in Cue.objects.filter(track=saved).autocomplete("road")] == ["Choose your road."]

    def test_what_is_not_edited_stays_the_same_row(self):
        track = make_captions(video=make_video())
        rows = dict(track.cues.values_list("position", "pk"))
        vtt = named((1, 0, 2, "Open the page."), (2, 2, 5, "Choose your road."))
        services.edit_captions(by=make_chief(), track=track, vtt=vtt, version=1)
        after = dict(track.cues.values_list("position", "pk"))
        assert (after[1] == rows[1], after[2] == rows[2]) == (True, False)
        services.edit_captions(by=make_chief(), track=track, vtt=named((1, 0, 2, "Open the page.")), version=2)
        assert list(track.cues.values_list("pk", flat=True)) == [rows[1]]

    def test_saved_as_checked_there_is_no_moment_without_captions(self):
        track = make_captions(video=make_video())
        saved = services.edit_captions(
            by=make_chief(), track=track, vtt=named((1, 0, 1, "Open")), version=1, reviewed=True
        )
        assert (saved.state, saved.reviewed_by) == ("reviewed", make_chief())

    def test_the_second_of_two_editors_is_told_and_nothing_is_lost(self, django_user_model):
        track = make_captions(video=make_video())
        ana = make_editor(django_user_model)
        services.edit_captions(by=ana, track=track, vtt=named((1, 0, 1, "By Ana")), version=1)
        with pytest.raises(services.CaptionsChanged) as refused:
            services.edit_captions(by=make_chief(), track=track, vtt=named((1, 0, 1, "Mine")), version=1)
        assert refused.value.track.version == 2
        assert [cue.text for cue in track.cues.all()] == ["By Ana"]
        services.edit_captions(by=make_chief(), track=track, vtt=named((1, 0, 1, "Mine")), version=2)
        assert [(old.version, "By Ana" in old.vtt, old.saved_by) for old in track.earlier.all()] == [
            (2, True, ana),
            (1, False, make_chief()),
        ]

    def test_checking_what_was_changed_meanwhile_is_refused(self):
        track = make_captions(video=make_video(), reviewed=False)
        services.edit_captions(by=make_chief(), track=track, vtt=named((1, 0, 1, "Other")), version=1)
        with pytest.raises(services.CaptionsChanged):
            services.review_captions(by=make_chief(), track=track, version=1)
        track.refresh_from_db()
        assert track.state == "draft"

    def test_twenty_earlier_versions_are_kept(self):
        track = make_captions(video=make_video())
        for version in range(1, 24):
            services.edit_captions(by=make_chief(), track=track, vtt=named((1, 0, 1, f"{version}")), version=version)
        assert [old.version for old in track.earlier.all()] == list(range(23, 3, -1))

    def test_what_was_removed_meanwhile_is_said(self):
        track = make_captions(video=make_video())
        services.remove_captions(by=make_chief(), track=CaptionTrack.objects.get())
        with pytest.raises(services.CaptionsRefused, match="removed meanwhile"):
            services.edit_captions(by=make_chief(), track=track, vtt=VTT, version=1)


OTHER_TIMES = "WEBVTT\n\n00:00.500 --> 00:03.000\nOuvrez la page et\n\n00:03.000 --> 00:06.000\nchoisissez votre rue.\n"


class TestTranslating:
    @pytest.fixture
    def original(self):
        return make_captions(video=make_video())

    def write(self, original, *texts, **options):
        keys = original.cues.values_list("key", flat=True)
        wordings = [services.Wording(key, text) for key, text in zip(keys, texts, strict=False)]
        options.setdefault("by", make_chief())
        return services.translate_captions(original=original, language="fr", wordings=wordings, **options)

    def test_a_translation_has_the_times_of_its_original_and_says_what_is_missing(self, original):
        track = self.write(original, "", "Choisissez  votre rue. \r\n")
        assert list(track.cues.values_list("start_ms", "end_ms", "text")) == [(2000, 5000, "Choisissez votre rue.")]
        assert (track.original, selectors.gaps(track), track.state) == (original, 1, "draft")
        with pytest.raises(services.CaptionsRefused, match="1 caption is not translated yet"):
            services.review_captions(by=make_chief(), track=track)
        self.write(original, "Ouvrez la page.", reviewed=True)
        track.refresh_from_db()
        assert (track.state, selectors.gaps(track), track.cues.count()) == ("reviewed", 0, 2)

    def test_it_follows_when_the_original_is_retimed_split_and_merged(self, original):
        track = self.write(original, "Ouvrez la page.", "Choisissez votre rue.", reviewed=True)
        vtt = named((1, 1, 2, "Open the page."), (2, 3, 4, "Choose"), ("", 4, 6, "your street."))
        services.edit_captions(by=make_chief(), track=original, vtt=vtt.replace("\n\n\n", "\n\n"), version=1)
        track.refresh_from_db()
        assert list(track.cues.values_list("start_ms", "end_ms", "text")) == [
            (1000, 2000, "Ouvrez la page."),
            (3000, 4000, "Choisissez votre rue."),
        ]
        assert (track.state, selectors.gaps(track)) == ("reviewed", 1)
        vtt = named((1, 1, 6, "Open the page. Choose"))
        services.edit_captions(by=make_chief(), track=original, vtt=vtt, version=2)
        assert [cue.text for cue in track.cues.all()] == ["Ouvrez la page.\nChoisissez votre rue."]

    def test_a_file_with_the_times_of_the_original_is_its_translation(self, original):
        track = make_captions(video=original.video, language="fr", vtt=VTT.replace("Open", "Ouvrez"))
        assert track.original == original
        assert [cue.translated_of for cue in track.cues.all()] == ["Open the page.", "Choose your street."]
        assert original.original is None

    def test_another_file_as_the_original_makes_a_draft_of_what_lost_words(self, original):
        track = self.write(original, "Ouvrez la page.", "Choisissez votre rue.", reviewed=True)
        make_captions(video=original.video, vtt=VTT.replace("00:02", "00:03"))
        track.refresh_from_db()
        assert (track.state, track.cues.count()) == ("reviewed", 2)
        make_captions(video=original.video, vtt="WEBVTT\n\n00:00.000 --> 00:02.000\nNew.\n")
        track.refresh_from_db()
        assert (track.state, track.cues.count(), track.earlier.count()) == ("draft", 1, 2)

    def test_two_translators_of_one_caption_lose_nothing(self, original):
        self.write(original, "Ouvrez la page.", "Choisissez.")
        first, second = original.cues.all()
        mine = [
            services.Wording(first.key, "Ouvrez-la."),
            services.Wording(second.key, "Votre rue.", before="Choisissez."),
        ]
        with pytest.raises(services.TranslationClashes) as refused:
            services.translate_captions(by=make_chief(), original=original, language="fr", wordings=mine)
        assert refused.value.theirs == {first.key: "Ouvrez la page."}
        texts = list(Cue.objects.filter(track__language="fr").values_list("text", flat=True))
        assert texts == ["Ouvrez la page.", "Choisissez."]

    def test_words_for_a_caption_that_is_gone_are_given_back(self, original):
        with pytest.raises(services.CaptionsRefused) as refused:
            services.translate_captions(
                by=make_chief(), original=original, language="fr", wordings=[services.Wording(uuid4(), "Perdu ?")]
            )
        assert refused.value.problems == (
            "A caption was removed from the original meanwhile. You wrote for it: Perdu ?",
        )
        assert CaptionTrack.objects.filter(language="fr").count() == 0

    def test_a_translation_found_right_for_changed_words_is_no_longer_outdated(self, original):
        track = self.write(original, "Ouvrez la page.", "Choisissez votre rue.")
        vtt = named((1, 0, 2, "Open this page."), (2, 2, 5, "Choose your street."))
        services.edit_captions(by=make_chief(), track=original, vtt=vtt, version=1)
        assert [row.is_outdated for row in selectors.beside(original, track)] == [True, False]
        first = track.cues.first()
        found_right = services.Wording(first.key, first.text, before=first.text, confirmed=True)
        services.translate_captions(by=make_chief(), original=original, language="fr", wordings=[found_right])
        assert [row.is_outdated for row in selectors.beside(original, track)] == [False, False]

    def test_captions_with_times_of_their_own_can_take_those_of_the_original(self, original):
        track = make_captions(video=original.video, language="fr", vtt=OTHER_TIMES)
        assert track.original is None
        with pytest.raises(services.CaptionsRefused) as refused:
            self.write(original, "x")
        assert refused.value.code == "own-times"
        track = services.adopt_timings(by=make_chief(), original=original, track=track)
        assert list(track.cues.values_list("start_ms", "text")) == [
            (0, "Ouvrez la page et"),
            (2000, "choisissez votre rue."),
        ]
        assert (track.original, track.state) == (original, "draft")

    def test_without_its_original_a_translation_stays_as_it_is(self, original):
        track = self.write(original, "Ouvrez la page.", "Choisissez votre rue.", reviewed=True)
        services.remove_captions(by=make_chief(), track=original)
        track.refresh_from_db()
        assert (track.original, track.state, track.cues.count()) == (None, "reviewed", 2)

    @pytest.mark.parametrize("language, field", [("xx", "language"), ("en", "language")])
    def test_only_into_another_language_of_the_site(self, original, language, field):
        with pytest.raises(services.CaptionsRefused) as refused:
            services.translate_captions(by=make_chief(), original=original, language=language, wordings=[])
        assert refused.value.field == field
