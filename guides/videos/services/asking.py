"""Asking the worker for what a film needs, and where the film stands meanwhile."""

from django.db import transaction
from django.utils.translation import gettext as _

from commons.jobs import services as jobs
from commons.jobs.rules import Lane

from .. import ffmpeg, rules
from ..models import GuideVideo, Replacement
from ..selectors import job_key, jobs_of, upload_at_work
from .refusals import FilmRefused

PROBE = "guides.videos.tasks.probe"
TRANSCODE = "guides.videos.tasks.transcode"


def prepare(*, video: GuideVideo) -> None:
    """Ask the worker for all of a film; called once the caller's right is known.

    On an upload and on "Try again", never on a save of a page: those come every half second.
    """
    with transaction.atomic():
        locked = GuideVideo.objects.select_for_update().get(pk=video.pk)
        if locked.state == rules.State.READY and locked.shown_sha256 and not has_replacement(locked):
            # Asked from a page that was out of date: its jobs are done and would never say again that it is ready.
            return
        set_state(video=locked, state=rules.State.PREPARING)
        upload = upload_at_work(locked)
        jobs.enqueue(
            task=PROBE,
            key=job_key(upload, "probe"),
            payload={"video": upload.film_id, "take": upload.take},
            lane=Lane.HEAVY,
        )
        # A probe that is done is not run again, so what it asked for is asked for here: that arms what failed.
        for job in jobs_of(upload):
            if job.task == TRANSCODE:
                request_rendition(upload=upload, kind=job.payload["kind"])
    video.refresh_from_db()


def request_rendition(*, upload: GuideVideo | Replacement, kind: str) -> None:
    """Have one rendition made of an upload that was looked at."""
    # Another picture is another piece of work: the poster made before is not it.
    chosen = {"at": upload.poster_at} if kind == ffmpeg.POSTER and upload.poster_at is not None else {}
    jobs.enqueue(
        task=TRANSCODE,
        key=job_key(upload, kind),
        payload={"video": upload.film_id, "take": upload.take, "kind": kind, **chosen},
        lane=Lane.HEAVY,
        # The picture chosen before the last one may be chosen again.
        again=bool(chosen),
    )


def has_replacement(video: GuideVideo) -> bool:
    """Whether a file waits for the film's place."""
    return Replacement.objects.filter(video=video).exists()


def set_state(*, video: GuideVideo, state: rules.State, failure: str = "") -> None:
    """Move a film to another state, when the table of transitions allows it."""
    if not rules.may_become(rules.State(video.state), state):
        raise FilmRefused(_("The film is %(state)s, so that can't be done.") % {"state": video.get_state_display()})
    video.state, video.failure = state.value, failure[:300]
    video.save(update_fields=["state", "failure"])
