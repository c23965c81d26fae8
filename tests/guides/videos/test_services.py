"""Uploading, preparing and captioning films: through the worker, with real bytes."""

import shutil
from datetime import timedelta

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from commons.jobs.models import Job
from commons.jobs.rules import STALE_AFTER, Lane
from commons.jobs.services import running
from guides.videos import ffmpeg, rules, selectors, services, tasks
from guides.videos.models import GuideVideo, Rendition
from guides.videos.private_files import work_folder

from .factories import make_chief, make_editor, make_rendition, make_video
from .worker import kept_files, upload, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_folder(settings):
    shutil.rmtree(settings.PRIVATE_MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def film(middling_film):
    """The smallest that gets both sizes: this is about rows and jobs."""
    return middling_film


class TestUpload:
    def test_a_film_is_prepared_and_shown_when_it_is_whole(self, film):
        video = upload(film)
        assert (video.state, video.original_name, video.take) == ("preparing", "film.mp4", 1)
        assert selectors.playable(video) is None
        work()
        video.refresh_from_db()
        assert (video.state, video.failure, video.width, video.height, video.audio_codec) == (
            "ready",
            "",
            864,
            486,
            "aac",
        )
        assert video.duration == pytest.approx(2.5, abs=0.1)
        made = {r.kind: (r.width, r.height, r.size == r.file.size) for r in selectors.renditions_shown(video)}
        assert made == {
            "480p": (854, 480, True),
            "720p": (864, 486, True),
            "poster": (864, 486, True),
            "strip": (428, 120, True),
        }
        assert not any(work_folder("").iterdir()), "nothing half-made is left"
        assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}

    def test_a_small_film_gets_no_larger(self, small_film):
        video = upload(small_film)
        work()
        assert [(r.kind, r.width, r.height) for r in video.renditions.all()] == [
            ("480p", 320, 240),
            ("poster", 320, 240),
            ("strip", 160, 120),
        ]
        video.refresh_from_db()
        assert (video.state, video.audio_codec) == ("ready", "")

    @pytest.mark.parametrize(
        "name, content, words",
        [
            ("film.html", b"<p>", "Upload a film"),
            ("film", b"x", "Upload a film"),
            ("film.mp4", b"", "The file is empty"),
        ],
    )
    def test_what_can_not_be_a_film_is_refused_at_once(self, name, content, words):
        with pytest.raises(services.FilmRefused, match=words) as refused:
            services.upload(by=make_chief(), file=ContentFile(content, name=name), title="x")
        assert refused.value.field == "file"
        assert (GuideVideo.objects.count(), kept_files()) == (0, [])

    def test_a_file_beyond_the_limit_is_refused(self, monkeypatch):
        monkeypatch.setattr(rules, "MAX_UPLOAD_BYTES", 3)
        with pytest.raises(services.FilmRefused, match="larger than 1 GB"):
            services.upload(by=make_chief(), file=ContentFile(b"1234", name="a.mp4"), title="x")

    def test_text_named_mp4_fails_in_words_and_asks_for_another_file(self, tmp_path, small_film):
        fake = tmp_path / "fake.mp4"
        fake.write_text("hello " * 100)
        video = upload(fake)
        work()
        video.refresh_from_db()
        status = selectors.status(video)
        assert (video.state, status.state, status.may_retry) == ("unusable", "unusable", False)
        assert video.failure.startswith("This file is not a film")
        assert Job.objects.get().error == video.failure
        with pytest.raises(services.FilmRefused, match="Put another one in its place"):
            services.request_processing(by=make_chief(), video=video)
        with small_film.open("rb") as source:
            services.replace(by=make_chief(), video=video, file=File(source, name="permit.mp4"))
        work()
        video.refresh_from_db()
        assert (video.state, video.failure) == ("ready", "")

    def test_asking_twice_is_asking_once(self, film):
        video = upload(film)
        services.request_processing(by=make_chief(), video=video)
        services.request_processing(by=make_chief(), video=video)
        assert Job.objects.count() == 1

    def test_asking_for_a_film_that_is_ready_leaves_it_so(self, small_film):
        video = upload(small_film)
        work()
        services.request_processing(by=make_chief(), video=video)
        video.refresh_from_db()
        assert (video.state, Job.objects.exclude(state="done").count()) == ("ready", 0)


class TestKilled:
    def test_a_killed_workers_job_is_taken_up_and_finishes_once(self, film, monkeypatch):
        video = upload(film)
        running.run_next(lane=Lane.HEAVY)
        killed = running.claim_next(lane=Lane.HEAVY)
        folder = work_folder(f"{video.pk}-1-{killed.payload['kind']}")
        folder.mkdir(parents=True)
        (folder / "made.mp4").write_bytes(b"half")
        assert video.renditions.count() == 0
        Job.objects.filter(pk=killed.pk).update(heartbeat_at=timezone.now() - STALE_AFTER - timedelta(seconds=1))
        work()
        video.refresh_from_db()
        assert (video.state, video.renditions.count(), folder.exists()) == ("ready", 4, False)

    def test_done_twice_is_done_once(self, film):
        video = upload(film)
        work()
        first = video.renditions.get(kind="480p")
        again = services.record_rendition(video_id=video.pk, take=1, kind="480p", path=film, width=2, height=2)
        assert again == first
        assert len(kept_files()) == 5
        tasks.transcode({"video": video.pk, "take": 1, "kind": "480p"}, None)
        assert video.renditions.count() == 4

    def test_a_full_disk_is_said_before_anything_is_begun(self, film, settings):
        video = upload(film)
        running.run_next(lane=Lane.HEAVY)
        spare, settings.FILM_ROOM_TO_SPARE = settings.FILM_ROOM_TO_SPARE, 10**18
        work()
        settings.FILM_ROOM_TO_SPARE = spare
        video.refresh_from_db()
        assert (video.state, video.renditions.count()) == ("failed", 0)
        assert video.failure.startswith("The disk of the site is full")
        services.request_processing(by=make_chief(), video=video)
        work()
        video.refresh_from_db()
        assert (video.state, video.renditions.count()) == ("ready", 4)

    def test_a_film_that_would_fill_the_disk_is_refused_at_once(self, settings):
        settings.FILM_ROOM_TO_SPARE = 10**18
        with pytest.raises(services.FilmRefused, match="too full for this film"):
            services.upload(by=make_chief(), file=ContentFile(b"1234", name="a.mp4"), title="x")
        assert (GuideVideo.objects.count(), list(kept_files())) == (0, [])

    def test_a_film_cut_short_by_the_program_is_not_shown(self, film, monkeypatch):
        video = upload(film)
        running.run_next(lane=Lane.HEAVY)
        monkeypatch.setattr(ffmpeg, "MAX_OUTPUT_BYTES", 50_000)
        monkeypatch.setattr(tasks.ffmpeg, "probe", lambda *a: ffmpeg.Probe(100, 2, 2, "h264"))
        work()
        video.refresh_from_db()
        assert video.failure.startswith("The prepared film ends too early")
        assert set(video.renditions.values_list("kind", flat=True)) <= {"poster", "strip"}

    def test_status_counts_all_jobs_of_the_film(self, film):
        video = upload(film)
        make_video(title="Another")
        assert selectors.status(video).percent == 0
        running.run_next(lane=Lane.HEAVY)
        running.run_next(lane=Lane.HEAVY)
        status = selectors.status(video)
        assert (status.state, status.percent, status.may_retry) == ("preparing", 40, False)
        Job.objects.filter(state="waiting").update(state="failed")
        assert (selectors.status(video).state, selectors.status(video).may_retry) == ("failed", True)


class TestPrepared:
    def test_renditions_made_beforehand_are_taken(self, film, tmp_path):
        poster = tmp_path / "poster.jpg"
        poster.write_bytes(b"jpeg")
        video = services.upload_prepared(by=make_chief(), title="Demo", files={"720p": film, "poster": poster})
        assert (video.state, Job.objects.get().payload["kind"]) == ("ready", "strip")
        assert {r.kind for r in selectors.renditions_shown(video)} == {"720p", "poster"}
        assert selectors.playable(video).seconds == 2

    @pytest.mark.parametrize("kinds", [["480p", "poster"], ["720p"], ["poster"]])
    def test_what_does_not_fit_is_refused(self, film, tmp_path, kinds):
        poster = tmp_path / "poster.jpg"
        poster.write_bytes(b"jpeg")
        files = {kind: poster if kind == "poster" else film for kind in kinds}
        video = make_video(ready=False)
        with pytest.raises(services.FilmRefused):
            services.attach_prepared_renditions(video=video, files=files)
        assert Rendition.objects.count() == 0

    def test_films_of_different_length_are_refused(self, film, small_film, tmp_path):
        poster = tmp_path / "poster.jpg"
        poster.write_bytes(b"jpeg")
        files = {"720p": film, "480p": small_film, "poster": poster}
        with pytest.raises(services.FilmRefused, match="lengths differ"):
            services.attach_prepared_renditions(video=make_video(ready=False), files=files)


def test_a_rendition_of_another_file_is_not_shown():
    video = make_video()
    make_rendition(video=video, kind="480p", source_sha256="b" * 64)
    assert {r.source_sha256 for r in selectors.renditions_shown(video)} == {"a" * 64}


class TestRights:
    """Films are their collection's: who may not change them is refused in words, and nothing of it happens."""

    @pytest.mark.parametrize(
        "deed",
        [
            lambda by, video: services.replace(by=by, video=video, file=ContentFile(b"new", name="new.mp4")),
            lambda by, video: services.request_processing(by=by, video=video),
            lambda by, video: services.choose_poster(by=by, video=video, at_ms=0),
            lambda by, video: services.delete(by=by, video=video),
            lambda by, video: services.upload(
                by=by, file=ContentFile(b"new", name="new.mp4"), title="x", collection=video.collection
            ),
        ],
        ids=["replace", "prepare", "poster", "delete", "upload"],
    )
    def test_an_editor_of_another_collection(self, deed, django_user_model):
        theirs = Collection.get_first_root_node().add_child(name="Theirs")
        ours = Collection.get_first_root_node().add_child(name="Ours")
        video, before = make_video(collection=theirs), kept_files()
        with pytest.raises(services.FilmRefused, match=r"films (of|to) this collection"):
            deed(make_editor(django_user_model, ours), video)
        video.refresh_from_db()
        assert (video.take, video.poster_at, Job.objects.count(), kept_files()) == (1, None, 0, before)


class TestDescribed:
    def test_a_described_film_answers_the_question(self):
        video, described = make_video(description_need="unanswered"), make_video(title="Described")
        services.offer_described(by=make_chief(), video=video, described=described)
        video.refresh_from_db()
        assert (video.description_is_answered, video.described) == (True, described)
        for wrong in (video, described):
            with pytest.raises(services.FilmRefused, match="has itself one"):
                services.offer_described(by=make_chief(), video=wrong, described=video)

    def test_the_player_is_given_the_described_film(self):
        described = make_video(title="Described")
        video = make_video(description_need="described", described=described)
        shown = selectors.playable(video)
        assert shown.described.video == described
        assert shown.described.described is None

    def test_not_when_it_is_not_ready_or_no_longer_meant(self):
        waiting = make_video(ready=False)
        assert selectors.playable(make_video(description_need="described", described=waiting)).described is None
        assert selectors.playable(make_video(description_need="not_needed", described=make_video())).described is None
