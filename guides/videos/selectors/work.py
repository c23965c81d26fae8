"""What is being made of films, and how far it is."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commons.jobs.models import Job

from .. import ffmpeg
from ..models import GuideVideo, Replacement

NO_PICTURE = _("The new picture could not be made. The one before is still shown. Choose one again.")


@dataclass(frozen=True)
class Status:
    """How far a film is, for its editors."""

    state: str
    label: str
    percent: int
    words: str
    failure: str
    may_retry: bool


def upload_of(video_id: int, take: int) -> GuideVideo | Replacement | None:
    """One upload of a film; None when the film was deleted, or another file came and this one is gone."""
    video = GuideVideo.objects.filter(pk=video_id, take=take).first()
    return video or Replacement.objects.select_related("video").filter(video=video_id, take=take).first()


def upload_at_work(video: GuideVideo) -> GuideVideo | Replacement:
    """What is to be prepared of a film: the file that waits for its place, else its own."""
    return Replacement.objects.filter(video=video).first() or video


def job_key(upload: GuideVideo | Replacement, deed: str) -> str:
    """The key of one piece of work on one upload: asking for it twice is asking once."""
    chosen = f":{upload.poster_at}" if deed == ffmpeg.POSTER and upload.poster_at is not None else ""
    return f"film:{upload.film_id}:{deed}:{upload.source_sha256}:{upload.take}{chosen}"


def jobs_of(upload: GuideVideo | Replacement) -> QuerySet[Job]:
    """The work asked for on an upload, whatever became of it."""
    return Job.objects.filter(key__in=[job_key(upload, deed) for deed in ("probe", *ffmpeg.SUFFIXES)])


def jobs_about(video: GuideVideo) -> QuerySet[Job]:
    """All work ever asked for on a film and its captions."""
    return Job.objects.filter(key__startswith=f"film:{video.pk}:")


def status(video: GuideVideo) -> Status:
    """How far the preparing of a film is, counted over all of its jobs."""
    jobs = list(jobs_of(upload_at_work(video)))
    preparing = video.state == GuideVideo.State.PREPARING
    stopped = any(job.state in {"failed", "cancelled"} for job in jobs)
    given_up = preparing and stopped
    state = GuideVideo.State.FAILED if given_up else GuideVideo.State(video.state)
    running = next((job for job in jobs if job.state == "running"), None)
    return Status(
        state=state.value,
        label=str(state.label),
        percent=round(100 * sum(job.progress for job in jobs) / max(len(jobs), 1)) if preparing else 100,
        words=running.words if running else "",
        failure=video.failure or (str(NO_PICTURE) if stopped and state == GuideVideo.State.READY else ""),
        may_retry=state in {GuideVideo.State.FAILED, GuideVideo.State.NEW},
    )
