"""What the worker found and made: written by its tasks, and by the demo with renditions made beforehand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Collection

from .. import ffmpeg, rules
from ..models import GuideVideo, Rendition, Replacement
from ..private_files import discard
from .asking import request_rendition, set_state
from .films import drop_replacement, take_place
from .receiving import kept_or_discarded, receive
from .refusals import FilmRefused


def record_probe(*, video_id: int, take: int, probe: ffmpeg.Probe) -> None:
    """Keep what a film is and ask for the renditions it needs; nothing, when another file came meanwhile."""
    with transaction.atomic():
        upload = _current(video_id, take)
        if upload is None:
            return
        _keep_probe(upload, probe)
        for kind in ffmpeg.kinds_for(probe):
            request_rendition(upload=upload, kind=kind)


def record_rendition(
    *, video_id: int, take: int, kind: str, path: Path, width: int, height: int, poster_at: int | None = None
) -> Rendition | None:
    """Keep one finished file; when it is the last one needed, the film is ready and shown.

    Made again by a job that was taken up twice, it is the same rendition. None when another file came meanwhile.
    """
    rendition = _stored(video_id, kind, path, (width, height))
    kept = False
    try:
        with transaction.atomic():
            upload = _current(video_id, take)
            if upload is None:
                return None
            there = _made_of(upload).filter(kind=kind)
            if kind == ffmpeg.POSTER and poster_at is not None and upload.poster_at == poster_at:
                _forget(there)
            existing = there.first()
            if existing is None:
                rendition.source_sha256, rendition.at_ms = upload.source_sha256, poster_at
                rendition.save()
                kept = True
            _show_when_whole(upload)
            return existing or rendition
    finally:
        if not kept:
            discard([rendition.file.name])


def record_failure(*, video_id: int, take: int, words: str, unusable: bool = False) -> None:
    """Say on the film why it could not be prepared, its file being `unusable`; a film that is shown stays as it is."""
    failed = rules.State.UNUSABLE if unusable else rules.State.FAILED
    with transaction.atomic():
        upload = _current(video_id, take)
        if isinstance(upload, Replacement):
            drop_replacement(upload.video)
            said = _("The new film was not taken; the one before is still shown. %(words)s") % {"words": words}
            set_state(video=upload.video, state=rules.State.READY, failure=said)
        elif upload and rules.may_become(rules.State(upload.state), failed):
            set_state(video=upload, state=failed, failure=words)
        elif upload and upload.state == rules.State.READY:
            said = _("The new picture could not be made; the one before is still shown. %(words)s") % {"words": words}
            set_state(video=upload, state=rules.State.READY, failure=said)


def upload_prepared(*, by: Any, title: str, files: Mapping[str, Path], collection: Any = None) -> GuideVideo:
    """Keep a film whose renditions were made beforehand (by kind: "480p", "720p", "poster"); nothing is transcoded."""
    video = GuideVideo(title=title, uploaded_by_user=by, collection=collection or Collection.get_first_root_node())
    largest = max((path for kind, path in files.items() if kind != ffmpeg.POSTER), key=lambda path: path.stat().st_size)
    with largest.open("rb") as source:
        received = receive(file=File(source, name=largest.name))
    with kept_or_discarded(received), transaction.atomic():
        video.uploads = video.take = 1
        received.put_on(video)
        video.save()
    attach_prepared_renditions(video=video, files=files)
    return video


def attach_prepared_renditions(*, video: GuideVideo, files: Mapping[str, Path]) -> None:
    """Take renditions that were made beforehand (by kind: "480p", "720p", "poster") instead of making them.

    Each is looked at first: its kind's size, and the film's length. Raises FilmRefused when one does not fit.
    """
    films, longest = _checked(files)
    sizes = {kind: (film.width, film.height) for kind, film in films.items()}
    sizes[ffmpeg.POSTER] = ffmpeg.size_for(longest, ffmpeg.POSTER)
    stored = [_stored(video.pk, kind, path, sizes[kind]) for kind, path in files.items()]
    with transaction.atomic():
        _keep_probe(video, longest)
        _forget(video.renditions.all())
        for rendition in stored:
            rendition.source_sha256 = video.source_sha256
            rendition.save()
        video.shown_sha256 = video.source_sha256
        video.save(update_fields=["shown_sha256"])
        set_state(video=video, state=rules.State.READY)
        request_rendition(upload=video, kind=ffmpeg.STRIP)


def _checked(files: Mapping[str, Path]) -> tuple[dict[str, ffmpeg.Probe], ffmpeg.Probe]:
    """Look at files that claim to be renditions of one film; gives what each film is, and the largest."""
    if ffmpeg.POSTER not in files or len(files) < 2:
        raise FilmRefused(_("Give a poster and at least one film."), field="files")
    binary = ffmpeg.find_binary(settings.FFMPEG_BINARY)
    films = {kind: ffmpeg.probe(binary, path) for kind, path in files.items() if kind != ffmpeg.POSTER}
    largest = max(films.values(), key=lambda film: film.height)
    for kind, film in films.items():
        if min(film.width, film.height) > ffmpeg.SHORT_SIDES[kind] or film.video_codec != "h264":
            raise FilmRefused(_("The %(kind)s file is not a film of that kind.") % {"kind": kind}, field="files")
        if abs(film.duration_ms - largest.duration_ms) > 1000:
            raise FilmRefused(_("The files are not of the same film: their lengths differ."), field="files")
    return films, largest


def _stored(video_id: int, kind: str, path: Path, size: tuple[int, int]) -> Rendition:
    """A rendition whose file is written and whose row is not yet: copying in a transaction holds up all writers."""
    rendition = Rendition(video_id=video_id, kind=kind, width=size[0], height=size[1], size=path.stat().st_size)
    with path.open("rb") as source:
        rendition.file.save(f"{kind}{ffmpeg.SUFFIXES[kind]}", File(source), save=False)
    return rendition


def _forget(renditions: QuerySet[Rendition]) -> None:
    """Delete renditions and, once that is certain, their files."""
    names = [rendition.file.name for rendition in renditions]
    renditions.delete()
    transaction.on_commit(lambda: discard(names), robust=True)


def _current(video_id: int, take: int) -> GuideVideo | Replacement | None:
    """The upload a job is about, with its film held until the transaction ends."""
    video = GuideVideo.objects.select_for_update().filter(pk=video_id).first()
    if video is None or video.take == take:
        return video
    waiting = Replacement.objects.filter(video=video, take=take).first()
    if waiting:
        waiting.video = video
    return waiting


def _made_of(upload: GuideVideo | Replacement) -> QuerySet[Rendition]:
    return Rendition.objects.filter(video=upload.film_id, source_sha256=upload.source_sha256)


def _keep_probe(upload: GuideVideo | Replacement, probe: ffmpeg.Probe) -> None:
    upload.duration, upload.width, upload.height = probe.duration_ms / 1000, probe.width, probe.height
    upload.video_codec, upload.audio_codec = probe.video_codec, probe.audio_codec
    upload.save(update_fields=["duration", "width", "height", "video_codec", "audio_codec"])


def _show_when_whole(upload: GuideVideo | Replacement) -> None:
    """Show the new file's renditions in the place of the old ones, all at once."""
    film = ffmpeg.Probe(0, upload.width or 0, upload.height or 0, upload.video_codec)
    if not rules.is_whole(ffmpeg.kinds_for(film), list(_made_of(upload).values_list("kind", flat=True))):
        return
    video = upload if isinstance(upload, GuideVideo) else upload.video
    _forget(video.renditions.exclude(source_sha256=upload.source_sha256))
    if isinstance(upload, Replacement):
        take_place(video, upload)
    video.shown_sha256 = video.source_sha256
    video.save(update_fields=["shown_sha256"])
    set_state(video=video, state=rules.State.READY)
