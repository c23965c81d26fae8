"""Uploading a film, replacing it, and asking for it to be prepared."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from commons.jobs import services as jobs
from commons.jobs.rules import Lane
from commons.people.refusals import Refused

from .. import rules
from ..models import GuideVideo
from ..private_files import discard
from ..selectors import job_key, jobs_of

PROBE = "guides.videos.tasks.probe"
TRANSCODE = "guides.videos.tasks.transcode"


class FilmRefused(Refused):
    """The file or the film can't be taken as it is."""

    code = "film"


def upload(*, by: Any, file: File, title: str, collection: Collection | None = None) -> GuideVideo:
    """Keep a new film and have it prepared."""
    video = GuideVideo(title=title, uploaded_by_user=by, collection=collection or Collection.get_first_root_node())
    store_file(video=video, file=file)
    with transaction.atomic():
        video.save()
        request_processing(video=video)
    return video


def replace(*, video: GuideVideo, file: File) -> GuideVideo:
    """Put another file in the place of a film; the one before is shown until the new one is whole."""
    before = video.file.name
    store_file(video=video, file=file)
    with transaction.atomic():
        video.save()
        request_processing(video=video)
        transaction.on_commit(lambda: discard([before]), robust=True)
    return video


def take_over(*, video: GuideVideo, name: str) -> None:
    """Prepare the file that a form has already put on a film (Wagtail's upload form saves it itself)."""
    with video.file.open("rb") as stored:
        _note(video, name, fingerprint(stored))
    with transaction.atomic():
        video.save(update_fields=["original_name", "source_sha256", "take"])
        request_processing(video=video)


def store_file(*, video: GuideVideo, file: File) -> None:
    """Write a file for a film that is yet to be saved: copying it inside a transaction would hold up all writers."""
    name = file.name or ""
    check_file(name=name, size=file.size)
    _note(video, name, fingerprint(file))
    video.file.save(name, file, save=False)


def fingerprint(file: File) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    for chunk in file.chunks(1024 * 1024):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _note(video: GuideVideo, name: str, sha256: str) -> None:
    video.original_name, video.source_sha256 = PurePath(name).name[:255], sha256
    video.take += 1


def check_file(*, name: str, size: int) -> None:
    """Refuse at once what can't be a film; what is inside is looked at by the worker."""
    if PurePath(name).suffix.lower().lstrip(".") not in rules.EXTENSIONS:
        raise FilmRefused(_("Upload a film: an MP4, MOV, MKV or WebM file."), field="file")
    if size > rules.MAX_UPLOAD_BYTES:
        raise FilmRefused(_("The file is larger than 1 GB. Export it smaller, for example in 1080p."), field="file")
    if size == 0:
        raise FilmRefused(_("The file is empty. Upload it again from where it was made."), field="file")


def request_processing(*, video: GuideVideo) -> None:
    """Have the film looked at and prepared; asking twice for the same file is asking once.

    Called on an upload and on "Try again", never on a save of a page: those come every half second.
    """
    with transaction.atomic():
        locked = GuideVideo.objects.select_for_update().get(pk=video.pk)
        if locked.state == rules.State.READY and locked.shown_sha256 == locked.source_sha256:
            # Asked from a page that was out of date: its jobs are done and would never say again that it is ready.
            return
        set_state(video=locked, state=rules.State.PREPARING)
        jobs.enqueue(
            task=PROBE,
            key=job_key(locked, "probe"),
            payload={"video": locked.pk, "take": locked.take},
            lane=Lane.HEAVY,
        )
        # A probe that is done is not run again, so what it asked for is asked for here: that arms what failed.
        for job in jobs_of(locked):
            if job.task == TRANSCODE:
                request_rendition(video=locked, kind=job.payload["kind"])
    video.refresh_from_db()


def request_rendition(*, video: GuideVideo, kind: str) -> None:
    """Have one rendition made of a film that was looked at."""
    jobs.enqueue(
        task=TRANSCODE,
        key=job_key(video, kind),
        payload={"video": video.pk, "take": video.take, "kind": kind},
        lane=Lane.HEAVY,
    )


def set_state(*, video: GuideVideo, state: rules.State, failure: str = "") -> None:
    """Move a film to another state, when the table of transitions allows it."""
    if not rules.may_become(rules.State(video.state), state):
        raise FilmRefused(_("The film is %(state)s, so that can't be done.") % {"state": video.get_state_display()})
    video.state, video.failure = state.value, failure[:300]
    video.save(update_fields=["state", "failure"])
