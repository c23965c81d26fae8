"""Drafts by speech recognition: captions made of words, what is needed, the job, and the real thing where it is."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from commons.jobs.models import Job
from commons.jobs.rules import Lane
from commons.jobs.services.running import run_next
from guides.videos import ffmpeg, services, speech
from guides.videos.failures import WorkFailed
from guides.videos.models import CaptionTrack
from guides.videos.speech import Word
from guides.videos.webvtt import Cue
from home.website.films.library import film_file

from .factories import make_captions, make_chief, make_editor, make_video


def said(*words):
    return [Word(start, end, text) for start, end, text in words]


@pytest.mark.parametrize(
    "words, cues",
    [
        pytest.param([], [], id="nothing said"),
        pytest.param(said((0, 400, " Hello"), (400, 1200, " there.")), [Cue(0, 1200, "Hello there.")], id="one"),
        pytest.param(
            said((0, 400, " Hello"), (2000, 2400, " there.")),
            [Cue(0, 1000, "Hello"), Cue(2000, 3000, "there.")],
            id="a pause; shown for a second at least",
        ),
        pytest.param(
            said((0, 900, " This is a sentence of some length."), (900, 1500, " And another.")),
            [Cue(0, 900, "This is a sentence of some length."), Cue(900, 1900, "And another.")],
            id="a sentence ends; no overlap",
        ),
        pytest.param(
            said((0, 400, " No."), (400, 800, " Yes.")), [Cue(0, 1000, "No. Yes.")], id="short sentences stay together"
        ),
        pytest.param(
            said(*((n * 100, n * 100 + 100, " abcdefghi") for n in range(9))),
            [
                Cue(0, 800, "abcdefghi " * 3 + "abcdefghi\n" + "abcdefghi " * 3 + "abcdefghi"),
                Cue(800, 1800, "abcdefghi"),
            ],
            id="two lines at most",
        ),
        pytest.param(
            said((8500, 9900, " End."), (9900, 9999, " !")), [Cue(8500, 9000, "End. !")], id="not beyond the film"
        ),
        pytest.param(said((100, 200, " ")), [], id="no words"),
    ],
)
def test_words_become_captions(words, cues):
    assert speech.cues_of(words, duration_ms=9000) == cues


class TestWhatIsNeeded:
    @pytest.fixture
    def installed(self, monkeypatch):
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: True if name == "faster_whisper" else None)

    @pytest.fixture
    def model(self, tmp_path):
        (tmp_path / "model.bin").write_bytes(b"x")
        (tmp_path / "vocabulary.txt").write_text("word\n" * 51_864)
        return tmp_path

    def test_the_recogniser(self, monkeypatch, model):
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        assert "not installed" in str(speech.why_not("en", str(model)))

    def test_a_model(self, installed, tmp_path):
        assert "no speech model" in str(speech.why_not("en"))
        assert "no speech model" in str(speech.why_not("en", str(tmp_path)))

    def test_one_that_knows_the_language(self, installed, model):
        assert speech.why_not("en", str(model)) is None
        assert "knows English only" in str(speech.why_not("fr", str(model)))
        (model / "vocabulary.json").write_text(f"[{','.join(['0'] * 51_865)}]")
        assert speech.why_not("fr", str(model)) is None


@pytest.mark.django_db
class TestAsking:
    @pytest.fixture
    def video(self):
        return make_video(audio_codec="aac")

    @pytest.fixture
    def ready(self, monkeypatch):
        monkeypatch.setattr(speech, "why_not", lambda language, configured="": None)
        monkeypatch.setattr(speech, "find_model", lambda configured="": Path("model"))
        monkeypatch.setattr(ffmpeg, "run", lambda *args, **options: None)

    def test_it_is_asked_for_once_by_those_who_may(self, video, ready, django_user_model):
        with pytest.raises(services.FilmRefused, match="may not change"):
            services.ask_for_draft(
                by=django_user_model.objects.create_user("a@example.org"), video=video, language="en"
            )
        for _twice in range(2):
            services.ask_for_draft(by=make_chief(), video=video, language="en")
        assert Job.objects.get().payload["language"] == "en"

    @pytest.mark.parametrize(
        "change, code",
        [({"audio_codec": ""}, "silent"), ({"shown_sha256": "b" * 64}, "not-ready")],
    )
    def test_a_film_that_can_not_be_listened_to(self, video, ready, change, code):
        for name, value in change.items():
            setattr(video, name, value)
        with pytest.raises(services.CaptionsRefused) as refused:
            services.ask_for_draft(by=make_chief(), video=video, language="en")
        assert refused.value.code == code
        assert Job.objects.count() == 0

    def test_captions_that_are_there_are_never_overwritten(self, video, ready, monkeypatch):
        services.ask_for_draft(by=make_chief(), video=video, language="en")
        make_captions(video=video)
        with pytest.raises(services.CaptionsRefused, match="already"):
            services.ask_for_draft(by=make_chief(), video=video, language="en")
        heard = services.record_draft(video_id=video.pk, take=video.take, language="en", cues=[Cue(0, 1, "x")])
        assert (heard, video.tracks.get().by_machine) == (None, False)

    def test_the_worker_writes_a_draft_that_says_what_it_is(self, video, ready, monkeypatch, django_user_model):
        monkeypatch.setattr(speech, "transcribe", lambda *args, **options: said((0, 900, " Pay the fee.")))
        editor = make_editor(django_user_model)
        services.ask_for_draft(by=editor, video=video, language="en")
        run_next(lane=Lane.HEAVY)
        track = video.tracks.get()
        assert (track.state, track.by_machine, track.changed_by) == ("draft", True, editor)
        client = Client()
        client.force_login(editor)
        address = f"/admin/films/{video.pk}/captions/"
        assert "Draft by speech recognition" in client.get(address).content.decode()
        assert "A machine wrote this." in client.get(f"{address}en/").content.decode()
        services.remove_captions(by=editor, track=track)
        assert services.ask_for_draft(by=editor, video=video, language="en").state == "waiting"

    def test_a_failure_is_told_and_it_can_be_asked_for_again(self, video, ready, monkeypatch):
        monkeypatch.setattr(speech, "transcribe", lambda *args, **options: [])
        services.ask_for_draft(by=make_chief(), video=video, language="en")
        run_next(lane=Lane.HEAVY)
        client = Client()
        client.force_login(make_chief())
        page = client.get(f"/admin/films/{video.pk}/captions/drafting/").content.decode()
        assert "Nobody was heard speaking in the film." in page
        assert services.ask_for_draft(by=make_chief(), video=video, language="en").state == "waiting"

    def test_without_the_extra_the_page_says_what_is_needed(self, video, monkeypatch):
        monkeypatch.setattr(speech, "why_not", lambda language, configured="": "Ask for “make speech”.")
        client = Client()
        client.force_login(make_chief())
        address = f"/admin/films/{video.pk}/captions/"
        page = client.get(address).content.decode()
        assert ("Ask for “make speech”." in page, "Draft captions" in page) == (True, False)
        response = client.post(f"{address}drafting/", {"language": "en"}, follow=True)
        assert "Ask for “make speech”." in response.content.decode()
        assert Job.objects.count() == 0


def test_a_recogniser_that_breaks_is_told_in_words(tmp_path):
    (tmp_path / "sound").write_bytes(b"\0" * 64)
    with pytest.raises(WorkFailed, match="stopped before it was done"):
        speech.transcribe(tmp_path, tmp_path / "sound", "en", duration_ms=1000, report=lambda done: None)


@pytest.mark.skipif(
    speech.why_not("en", os.environ.get("WHISPER_MODEL_PATH", "")) is not None and not os.environ.get("REQUIRE_SPEECH"),
    reason="the extra is not installed (make speech)",
)
@pytest.mark.django_db
def test_it_really_hears_what_is_said(tmp_path):
    spoken = tmp_path / "film.mp4"
    command = [ffmpeg.find_binary(), "-loglevel", "error", "-i", str(film_file("street-party", ".480p.mp4"))]
    subprocess.run([*command, "-t", "6", "-c", "copy", str(spoken)], check=True)
    video = make_video(content=spoken.read_bytes(), audio_codec="aac")
    services.ask_for_draft(by=make_chief(), video=video, language="en")
    run_next(lane=Lane.HEAVY)
    track = CaptionTrack.objects.get()
    assert "street party" in " ".join(track.cues.values_list("text", flat=True)).lower()
    assert (track.by_machine, track.state) == (True, "draft")
