"""What the worker does with a film. Each task may be killed at any time and taken up again: it finishes once."""

import contextlib
import functools
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.jobs.rules import GiveUp

from . import ffmpeg, rules, selectors, services, speech
from .failures import FileUnusable, WorkFailed
from .models import GuideVideo, Rendition, Replacement
from .private_files import work_folder

if TYPE_CHECKING:
    from commons.jobs.services.running import JobHandle

logger = logging.getLogger(__name__)
_WORDS = {
    ffmpeg.POSTER: gettext_lazy("Making the picture shown before it plays"),
    ffmpeg.STRIP: gettext_lazy("Making small pictures of it"),
}


def probe(payload: dict[str, Any], job: "JobHandle") -> None:
    """Look at an uploaded film: what it is, or why it can't be shown."""
    upload = _upload(payload)
    if upload is None:
        return
    with _words_for_editors(payload, job), _at_work(upload, "probe") as folder:
        job.report(0.1, _("Looking at the film"))
        binary = ffmpeg.find_binary(settings.FFMPEG_BINARY)
        found = ffmpeg.probe(binary, _copy_of(upload.file, folder))
        services.record_probe(video_id=upload.film_id, take=upload.take, probe=found)


def transcode(payload: dict[str, Any], job: "JobHandle") -> None:
    """Make one rendition of a film that was looked at."""
    upload, kind = _upload(payload), payload["kind"]
    if upload is None or upload.poster_at != payload.get("at", upload.poster_at):
        return
    made = Rendition.objects.filter(video=upload.film_id, kind=kind, source_sha256=upload.source_sha256)
    if "at" not in payload and made.exists():
        return
    words = str(_WORDS.get(kind) or _("Making %(kind)s") % payload)
    film = ffmpeg.Probe(round(upload.duration * 1000), upload.width or 2, upload.height or 2, upload.video_codec)
    with _words_for_editors(payload, job), _at_work(upload, kind) as folder:
        job.report(0.0, words)
        _require_room(folder, film, kind)
        binary = ffmpeg.find_binary(settings.FFMPEG_BINARY)
        target = folder / f"made{ffmpeg.SUFFIXES[kind]}"
        source = _copy_of(upload.file, folder)
        command = ffmpeg.command_for(binary, source, target, kind, film, poster_at=payload.get("at"))
        ffmpeg.run(command, duration_ms=film.duration_ms, report=lambda done: job.report(done * 0.99, words))
        width, height = _checked(binary, target, kind, film)
        services.record_rendition(
            video_id=upload.film_id,
            take=upload.take,
            kind=kind,
            path=target,
            width=width,
            height=height,
            poster_at=payload.get("at"),
        )


def draft_captions(payload: dict[str, Any], job: "JobHandle") -> None:
    """Write down what is said in a film, as a draft for a person to mend."""
    video, language = GuideVideo.objects.filter(pk=payload["video"], take=payload["take"]).first(), payload["language"]
    rendition = selectors.listened_to(video) if video else None
    if video is None or rendition is None or video.tracks.filter(language=language).exists():
        return
    model = speech.find_model(settings.WHISPER_MODEL_PATH)
    needed = speech.why_not(language, settings.WHISPER_MODEL_PATH)
    if needed is not None or model is None:
        raise GiveUp(str(needed))
    duration_ms = round(video.duration * 1000)
    with _at_work(video, f"speech-{language}") as folder:
        job.report(0.0, _("Listening to the film"))
        sound = folder / "sound"
        try:
            source = _copy_of(rendition.file, folder)
            binary = ffmpeg.find_binary(settings.FFMPEG_BINARY)
            ffmpeg.run(ffmpeg.sound_command(binary, source, sound), duration_ms=duration_ms)
            report = functools.partial(job.report, words=_("Writing down what is said"))
            words = speech.transcribe(model, sound, language, duration_ms=duration_ms, report=report)
        except WorkFailed as failed:
            logger.warning("film %s could not be listened to: %s", video.pk, failed.detail or failed.words)
            raise GiveUp(str(failed.words)) from failed
    cues = speech.cues_of(words, duration_ms=duration_ms)
    if not cues:
        raise GiveUp(_("Nobody was heard speaking in the film."))
    by = get_user_model().objects.filter(pk=payload["by"]).first()
    services.record_draft(video_id=video.pk, take=video.take, language=language, cues=cues, by=by)


def _upload(payload: dict[str, Any]) -> GuideVideo | Replacement | None:
    """The upload a job is about; None when it is gone, and nothing is to be done."""
    return selectors.upload_of(payload["video"], payload["take"])


@contextlib.contextmanager
def _words_for_editors(payload: dict[str, Any], job: "JobHandle") -> Iterator[None]:
    """Turn a failure of ffmpeg into words on the film, and into a job that isn't tried again by itself."""
    try:
        with _full_disk_in_words():
            yield
    except WorkFailed as failed:
        # Only the run that holds the job may speak of it: this raises when it was taken over.
        job.report(1.0)
        logger.warning("film %s could not be prepared: %s", payload["video"], failed.detail or failed.words)
        services.record_failure(
            video_id=payload["video"],
            take=payload["take"],
            words=str(failed.words),
            unusable=isinstance(failed, FileUnusable),
        )
        raise GiveUp(str(failed.words)) from failed


@contextlib.contextmanager
def _full_disk_in_words() -> Iterator[None]:
    """Say of a disk that fills while a film is copied what is said when ffmpeg finds it full."""
    try:
        yield
    except OSError as failed:
        if failed.errno in rules.NO_ROOM:
            raise ffmpeg.disk_full(str(failed)) from failed
        raise


@contextlib.contextmanager
def _at_work(upload: GuideVideo | Replacement, deed: str) -> Iterator[Path]:
    """A folder for one job, emptied of what a killed run has left, and gone afterwards."""
    folder = work_folder(f"{upload.film_id}-{upload.take}-{deed}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_of(file: FieldFile, folder: Path) -> Path:
    """A stored file as a local one: itself, or a copy of what lies in a remote storage."""
    with contextlib.suppress(NotImplementedError):
        return Path(file.path)
    target = folder / f"source{Path(str(file.name)).suffix}"
    with file.open("rb") as source, target.open("wb") as copy:
        for chunk in source.chunks(1024 * 1024):
            copy.write(chunk)
    return target


def _require_room(folder: Path, film: ffmpeg.Probe, kind: str) -> None:
    """Refuse to begin what would fill the disk (twice: the file is made, then kept)."""
    needed = 2 * ffmpeg.largest_size(film, kind) + settings.FILM_ROOM_TO_SPARE
    if shutil.disk_usage(folder).free < needed:
        raise WorkFailed(_("The disk of the site is full. Tell the people who run it, then try again."))


def _checked(binary: str, target: Path, kind: str, film: ffmpeg.Probe) -> tuple[int, int]:
    """Look at what was made before anybody is shown it; gives its size."""
    if ffmpeg.SUFFIXES[kind] == ".jpg":
        if not target.exists() or target.stat().st_size == 0:
            raise ffmpeg.failure_of(f"no {kind} was written")
        return ffmpeg.size_for(film, kind)
    made = ffmpeg.probe_made(binary, target)
    if made.duration_ms < film.duration_ms - 1500:
        raise WorkFailed(_("The prepared film ends too early. Try again, or export it anew."), str(made))
    return made.width, made.height
