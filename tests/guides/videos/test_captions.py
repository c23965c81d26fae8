"""Captions of films: rows that can be searched, drafts until a person vouches for them."""

import pytest

from guides.videos import selectors, services
from guides.videos.models import CaptionTrack, Cue

from .factories import make_captions, make_video

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
        other = make_captions(video=video, language="fr")
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
            "Line 3: a caption must end after it starts.",
            "Line 6: this caption starts after the film has ended.",
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
        track = services.review_captions(track=track, by=person)
        assert (track.state, track.reviewed_by, track.reviewed_at is not None) == ("reviewed", person, True)
        assert selectors.playable(video).tracks == [track]
        services.remove_captions(track=track)
        assert CaptionTrack.objects.count() == 0
