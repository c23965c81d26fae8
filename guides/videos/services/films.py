"""Uploading a film, replacing it, and asking for it to be prepared."""

import hashlib
import shutil
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from commons.jobs import services as jobs
from commons.jobs.rules import Lane
from commons.people.refusals import Refused

from .. import ffmpeg, rules
from ..models import GuideVideo
from ..private_files import discard, private_storage
from ..selectors import job_key, jobs_of, may_add, may_change

PROBE = "guides.videos.tasks.probe"
TRANSCODE = "guides.videos.tasks.transcode"


class FilmRefused(Refused):
    """The file or the film can't be taken as it is."""

    code = "film"


def upload(*, by: Any, file: File, title: str, collection: Collection | None = None) -> GuideVideo:
    """Keep a new film and have it prepared."""
    collection = collection or Collection.get_first_root_node()
    if not may_add(by, collection):
        raise FilmRefused(_("You may not add films to this collection."), code="not-allowed")
    video = GuideVideo(title=title, uploaded_by_user=by, collection=collection)
    store_file(video=video, file=file)
    with transaction.atomic():
        video.save()
        prepare(video=video)
    return video


def replace(*, by: Any, video: GuideVideo, file: File) -> GuideVideo:
    """Put another file in the place of a film; the one before is shown until the new one is whole."""
    require_right(by, video)
    before = video.file.name
    store_file(video=video, file=file)
    with transaction.atomic():
        video.save()
        prepare(video=video)
        transaction.on_commit(lambda: discard([before]), robust=True)
    return video


def take_over(*, by: Any, video: GuideVideo, name: str) -> None:
    """Prepare the file that a form has already put on a film (Wagtail's upload form saves it itself)."""
    if not (may_add(by, video.collection) or may_change(by, video)):
        raise FilmRefused(_("You may not add films to this collection."), code="not-allowed")
    with video.file.open("rb") as stored:
        _note(video, name, fingerprint(stored))
    with transaction.atomic():
        video.save(update_fields=["original_name", "source_sha256", "take", "poster_at"])
        prepare(video=video)


def request_processing(*, by: Any, video: GuideVideo) -> None:
    """Have the film looked at and prepared: "Try again". Asking twice for the same file is asking once."""
    require_right(by, video)
    prepare(video=video)


def choose_poster(*, by: Any, video: GuideVideo, at_ms: int) -> None:
    """Have another picture of the film made into its poster; the one before is shown until it is there."""
    require_right(by, video)
    with transaction.atomic():
        locked = GuideVideo.objects.select_for_update().get(pk=video.pk)
        if locked.state != rules.State.READY:
            raise FilmRefused(_("Wait until the film is ready, then choose its picture."), code="not-ready")
        if not 0 <= at_ms < locked.duration * 1000:
            raise FilmRefused(_("The film is shorter than that. Choose one of the pictures shown."), code="beyond")
        locked.poster_at = at_ms
        locked.save(update_fields=["poster_at"])
        request_rendition(video=locked, kind=ffmpeg.POSTER)
    video.poster_at = at_ms


def say_nothing_is_missed(*, by: Any, video: GuideVideo) -> None:
    """Answer the question of audio description: whoever can't see the film hears everything that matters."""
    require_right(by, video)
    video.description_need, video.described = GuideVideo.DescriptionNeed.NOT_NEEDED, None
    video.save(update_fields=["description_need", "described"])


def require_right(by: Any, video: GuideVideo) -> None:
    """Refuse who may not change the films of this one's collection."""
    if not may_change(by, video):
        raise FilmRefused(_("You may not change the films of this collection."), code="not-allowed")


def store_file(*, video: GuideVideo, file: File) -> None:
    """Write a file for a film that is yet to be saved: copying it inside a transaction would hold up all writers."""
    name = file.name or ""
    check_file(name=name, size=file.size)
    _note(video, name, fingerprint(file))
    try:
        video.file.save(name, file, save=False)
    except OSError as failed:
        # Others wrote meanwhile: there was room when it was checked.
        if failed.errno in rules.NO_ROOM:
            raise FilmRefused(str(rules.DISK_TOO_FULL), field="file", code="no-room") from failed
        raise


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
    video.poster_at = None


def check_file(*, name: str, size: int) -> None:
    """Refuse at once what can't be a film; what is inside is looked at by the worker."""
    if PurePath(name).suffix.lower().lstrip(".") not in rules.EXTENSIONS:
        raise FilmRefused(str(rules.NOT_A_FILM), field="file")
    if size > rules.MAX_UPLOAD_BYTES:
        raise FilmRefused(str(rules.TOO_LARGE), field="file")
    if size == 0:
        raise FilmRefused(_("The file is empty. Upload it again from where it was made."), field="file")
    if not has_room(size):
        raise FilmRefused(str(rules.DISK_TOO_FULL), field="file", code="no-room")


def has_room(size: int) -> bool:
    """Whether a file of so many bytes fits where films lie, with some to spare; a remote storage has its own limits."""
    storage = private_storage()
    try:
        place = Path(storage.path(""))
    except NotImplementedError:
        return True
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free >= size + settings.FILM_ROOM_TO_SPARE


def prepare(*, video: GuideVideo) -> None:
    """Ask the worker for all of a film; called once the caller's right is known.

    On an upload and on "Try again", never on a save of a page: those come every half second.
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
    # Another picture is another piece of work: the poster made before is not it.
    chosen = {"at": video.poster_at} if kind == ffmpeg.POSTER and video.poster_at is not None else {}
    jobs.enqueue(
        task=TRANSCODE,
        key=job_key(video, kind),
        payload={"video": video.pk, "take": video.take, "kind": kind, **chosen},
        lane=Lane.HEAVY,
    )


def set_state(*, video: GuideVideo, state: rules.State, failure: str = "") -> None:
    """Move a film to another state, when the table of transitions allows it."""
    if not rules.may_become(rules.State(video.state), state):
        raise FilmRefused(_("The film is %(state)s, so that can't be done.") % {"state": video.get_state_display()})
    video.state, video.failure = state.value, failure[:300]
    video.save(update_fields=["state", "failure"])
