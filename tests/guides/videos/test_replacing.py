"""Another file for a film, and deleting one: what is shown stays, and nothing is left half-way."""

import contextlib
import shutil

import pytest
from django.core.files.base import ContentFile, File
from django.db import transaction

from commons.jobs.models import Job
from commons.jobs.rules import Lane
from commons.jobs.services import running
from guides.videos import ffmpeg, selectors, services, tasks
from guides.videos.models import GuideVideo, Rendition, Replacement
from guides.videos.private_files import work_folder

from .factories import make_chief, make_video
from .worker import kept_files, upload, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_folder(settings):
    shutil.rmtree(settings.PRIVATE_MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def film(middling_film):
    """The smallest that gets both sizes: this is about rows and jobs."""
    return middling_film


class TestReplace:
    def test_the_film_before_is_shown_until_the_new_one_is_whole(
        self, film, small_film, django_capture_on_commit_callbacks
    ):
        video = upload(film)
        work()
        video.refresh_from_db()
        before = {r.pk for r in selectors.renditions_shown(video)}
        assert len(before) == 4
        with small_film.open("rb") as source, django_capture_on_commit_callbacks(execute=True):
            services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
        assert {r.pk for r in selectors.renditions_shown(video)} == before
        with django_capture_on_commit_callbacks(execute=True):
            work()
        video.refresh_from_db()
        assert video.state == "ready"
        assert [r.kind for r in video.renditions.all()] == ["480p", "poster", "strip"]
        assert len(kept_files()) == 4, "the files of the film before are gone"

    def test_the_same_file_again_after_another_is_prepared_again(self, film, small_film):
        video = upload(film)
        work()
        for path in (small_film, film):
            with path.open("rb") as source:
                services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
            work()
        video.refresh_from_db()
        assert (video.state, video.take, video.renditions.count()) == ("ready", 3, 4)

    def test_a_file_that_is_no_film_is_discarded_and_told(self, film, django_capture_on_commit_callbacks):
        video = upload(film)
        work()
        video.refresh_from_db()
        before, files = (video.file.name, video.take, video.duration, video.original_name), kept_files()
        with django_capture_on_commit_callbacks(execute=True):
            services.replace(by=make_chief(), video=video, file=ContentFile(b"hello " * 99, name="new.mp4"))
            assert (video.state, video.duration, len(kept_files())) == ("preparing", before[2], len(files) + 1)
            work()
        video.refresh_from_db()
        assert (video.file.name, video.take, video.duration, video.original_name) == before
        assert (video.state, kept_files(), Replacement.objects.count()) == ("ready", files, 0)
        assert video.failure.startswith("The new film was not taken; the one before is still shown. This file is not")
        assert selectors.status(video).failure == video.failure

    def test_one_after_the_other_the_last_counts(self, film, small_film, middling_film, tmp_path):
        video = upload(small_film)
        work()
        for path in (film, middling_film):
            with path.open("rb") as source:
                services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
        assert sorted(Job.objects.exclude(state="done").values_list("state", flat=True)) == ["cancelled", "waiting"]
        assert Replacement.objects.get().take == 3
        with small_film.open("rb") as source:
            services.replace(by=make_chief(), video=video, file=File(source, name="as-before.mp4"))
        assert (video.state, video.take, Replacement.objects.count()) == ("ready", 1, 0), "what is shown is asked for"
        assert not Job.objects.filter(state="waiting").exists()

    def test_a_film_of_which_nothing_is_shown_is_replaced_at_once(self, small_film, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            video = services.upload(by=make_chief(), file=ContentFile(b"hello", name="no.mp4"), title="x")
            work()
            with small_film.open("rb") as source:
                services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
        assert (video.original_name, video.take, len(kept_files())) == ("new.mp4", 2, 1)
        work()
        video.refresh_from_db()
        assert (video.state, video.failure) == ("ready", "")

    def test_a_job_of_the_file_before_changes_nothing(self, film, small_film):
        video = upload(film)
        old = Job.objects.get()
        with small_film.open("rb") as source:
            services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
        tasks.probe(old.payload, None)
        services.record_failure(video_id=video.pk, take=1, words="No")
        services.record_probe(video_id=video.pk, take=1, probe=ffmpeg.Probe(1, 2, 2, "h264"))
        kept = services.record_rendition(video_id=video.pk, take=1, kind="480p", path=small_film, width=2, height=2)
        video.refresh_from_db()
        assert (kept, video.state, video.width, Rendition.objects.count()) == (None, "preparing", None, 0)


class TestDelete:
    def test_all_of_it_goes_and_nothing_of_others(self, film, small_film, django_capture_on_commit_callbacks):
        other, video = make_video(title="Other", kinds=["480p"]), upload(film)
        work()
        with small_film.open("rb") as source:
            services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
        running_one = running.claim_next(lane=Lane.HEAVY)
        left = work_folder(f"{video.pk}-2-probe")
        left.mkdir(parents=True)
        kept = {other.file.name, other.renditions.get().file.name}
        assert len(kept_files()) == 2 + 6, "with its four renditions, the film and its replacement"
        with django_capture_on_commit_callbacks(execute=True):
            services.delete(by=make_chief(), video=video)
        assert (set(kept_files()), left.exists()) == (kept, False)
        running_one.refresh_from_db()
        assert (running_one.state, running_one.claim) == ("cancelled", None)
        assert Job.objects.filter(state__in=["waiting", "running"]).count() == 0
        assert (GuideVideo.objects.get(), Rendition.objects.count()) == (other, 1)

    def test_a_run_that_was_called_off_leaves_nothing(self, film, small_film, django_capture_on_commit_callbacks):
        video = upload(film)
        job = running.claim_next(lane=Lane.HEAVY)
        with django_capture_on_commit_callbacks(execute=True):
            services.delete(by=make_chief(), video=video)
        services.record_probe(video_id=video.pk, take=1, probe=ffmpeg.Probe(1, 2, 2, "h264"))
        services.record_failure(video_id=job.payload["video"], take=1, words="No")
        assert not services.record_rendition(
            video_id=job.payload["video"], take=1, kind="480p", path=small_film, width=2, height=2
        )
        running.run(job=job)
        assert (kept_files(), GuideVideo.objects.count()) == ([], 0)

    @pytest.mark.indexed
    def test_what_a_page_or_another_film_needs_stays(self):
        from tests.guides.walkthroughs.factories import make_guide

        described, shown = make_video(title="Described"), make_video()
        make_video(title="Permit", description_need="described", described=described)
        make_video(title="No longer", description_need="not_needed", described=shown)
        guide = make_guide(title="Get a permit", video=shown)
        make_guide(title="Renew it", video=shown, service=guide.service)
        before = kept_files()
        for video, words in ((shown, "on 2 pages"), (described, "audio description of “Permit”")):
            with pytest.raises(services.FilmRefused, match=words):
                services.delete(by=make_chief(), video=video)
        assert (GuideVideo.objects.count(), kept_files()) == (4, before)

    def test_when_it_is_rolled_back_the_files_stay(self):
        video = make_video()
        before = kept_files()
        with contextlib.suppress(RuntimeError), transaction.atomic():
            services.delete(by=make_chief(), video=video)
            raise RuntimeError
        assert (GuideVideo.objects.count(), kept_files()) == (1, before)

    def test_twice_is_told(self):
        video = make_video()
        same = GuideVideo.objects.get()
        services.delete(by=make_chief(), video=video)
        for deed in (services.delete, lambda by, video: services.choose_poster(by=by, video=video, at_ms=0)):
            with pytest.raises(services.FilmRefused, match="deleted meanwhile"):
                deed(by=make_chief(), video=same)
        with pytest.raises(services.FilmRefused, match="deleted meanwhile"):
            services.replace(by=make_chief(), video=same, file=ContentFile(b"new", name="new.mp4"))
        assert GuideVideo.objects.count() == 0
