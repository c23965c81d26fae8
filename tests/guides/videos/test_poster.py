"""The picture shown before a film plays."""

import shutil

import pytest
from django.core.files.base import File

from commons.jobs.models import Job
from guides.videos import selectors, services, tasks
from guides.videos.models import GuideVideo
from guides.videos.private_files import private_storage

from .factories import make_chief, make_video
from .worker import upload, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_folder(settings):
    shutil.rmtree(settings.PRIVATE_MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def film(middling_film):
    """The smallest that gets both sizes: this is about rows and jobs."""
    return middling_film


@pytest.mark.long
class TestPoster:
    def test_another_picture_takes_the_place_of_the_first(self, film, django_capture_on_commit_callbacks):
        video = upload(film)
        work()
        before = video.renditions.get(kind="poster")
        services.choose_poster(by=make_chief(), video=video, at_ms=1500)
        assert video.renditions.get(kind="poster") == before, "shown until the new one is there"
        with django_capture_on_commit_callbacks(execute=True):
            work()
        after = video.renditions.get(kind="poster")
        assert after.pk != before.pk
        assert not private_storage().exists(before.file.name)
        video.refresh_from_db()
        assert [picture.at_ms for picture in selectors.strip(video).pictures] == [625, 1875]

    def test_an_older_choice_made_late_is_not_shown(self, film):
        video = upload(film)
        work()
        services.choose_poster(by=make_chief(), video=video, at_ms=100)
        services.choose_poster(by=make_chief(), video=video, at_ms=2000)
        late = Job.objects.get(payload__at=100)
        tasks.transcode(late.payload, None)
        assert Job.objects.filter(state="waiting").count() == 2
        work()
        assert (video.renditions.filter(kind="poster").count(), GuideVideo.objects.get().poster_at) == (1, 2000)

    @pytest.mark.parametrize("at_ms", [-1, 9000, 10**12])
    def test_only_what_the_film_shows(self, at_ms):
        with pytest.raises(services.FilmRefused, match="shorter than that"):
            services.choose_poster(by=make_chief(), video=make_video(), at_ms=at_ms)

    def test_not_before_the_film_is_ready(self):
        with pytest.raises(services.FilmRefused, match="Wait until the film is ready"):
            services.choose_poster(by=make_chief(), video=make_video(ready=False), at_ms=0)

    def test_one_that_fails_is_told_on_the_film_and_the_one_before_stays(self, film, monkeypatch):
        video = upload(film)
        work()
        with monkeypatch.context() as patch:
            patch.setattr(tasks.settings, "FILM_ROOM_TO_SPARE", 10**18)
            services.choose_poster(by=make_chief(), video=video, at_ms=1875)
            work()
        video.refresh_from_db()
        status = selectors.status(video)
        assert (status.state, status.may_retry) == ("ready", False)
        assert status.failure.startswith("The new picture could not be made; the one before is still shown. The disk")
        assert [picture.is_poster for picture in selectors.strip(video).pictures] == [False, False]
        services.choose_poster(by=make_chief(), video=video, at_ms=1875)
        work()
        video.refresh_from_db()
        assert selectors.status(video).failure == ""
        assert [picture.is_poster for picture in selectors.strip(video).pictures] == [False, True]

    def test_one_whose_job_broke_without_words_is_told(self, film):
        video = upload(film)
        work()
        services.choose_poster(by=make_chief(), video=video, at_ms=625)
        Job.objects.filter(payload__at=625).update(state="failed")
        video.refresh_from_db()
        assert "could not be made" in selectors.status(video).failure

    def test_the_picture_before_the_last_can_be_chosen_again(self, film):
        video = upload(film)
        work()
        for at_ms in (625, 1875, 625):
            services.choose_poster(by=make_chief(), video=video, at_ms=at_ms)
            work()
        assert video.renditions.get(kind="poster").at_ms == 625

    def test_another_file_forgets_the_choice(self, film, small_film):
        video = upload(film)
        work()
        services.choose_poster(by=make_chief(), video=video, at_ms=1500)
        with small_film.open("rb") as source:
            services.replace(by=make_chief(), video=video, file=File(source, name="new.mp4"))
        work()
        video.refresh_from_db()
        assert (video.state, video.poster_at, video.renditions.count()) == ("ready", None, 3)
