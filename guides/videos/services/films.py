"""Uploading a film, replacing it, deleting it, and choosing what is shown of it."""

from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Collection

from commons.jobs import services as jobs

from .. import ffmpeg, rules
from ..models import GuideVideo, Replacement
from ..private_files import discard, discard_work
from ..selectors import jobs_about, jobs_of, may_add, poster_shown, use_of
from .asking import prepare, request_rendition, set_state
from .caption_rows import clear
from .receiving import Received, kept_or_discarded, receive
from .refusals import FilmRefused, require_right

_OF_THE_FILE = (
    "file",
    "original_name",
    "source_sha256",
    "take",
    "duration",
    "width",
    "height",
    "video_codec",
    "audio_codec",
    "poster_at",
)
"""What a film takes over from the file that takes its place."""


def upload(*, by: Any, file: File, title: str, collection: Collection | None = None) -> GuideVideo:
    """Keep a new film and have it prepared."""
    video = GuideVideo(title=title, uploaded_by_user=by, collection=collection or Collection.get_first_root_node())
    _require_right_to_add(by, video)
    return keep_new(by=by, video=video, received=receive(file=file))


def keep_new(*, by: Any, video: GuideVideo, received: Received) -> GuideVideo:
    """Save a film that is yet to be, with a file that was received for it, and have it prepared."""
    with kept_or_discarded(received), transaction.atomic():
        _require_right_to_add(by, video)
        video.uploads = video.take = 1
        received.put_on(video)
        video.save()
        prepare(video=video)
    return video


def replace(*, by: Any, video: GuideVideo, file: File) -> GuideVideo:
    """Put another file in the place of a film; the one before is shown until the new one is whole."""
    require_right(by, video)
    return keep_replacement(by=by, video=video, received=receive(file=file))


def keep_replacement(*, by: Any, video: GuideVideo, received: Received) -> GuideVideo:
    """Let a file that was received take a film's place: at once while nothing is shown, else when it is prepared."""
    with kept_or_discarded(received), transaction.atomic():
        require_right(by, video)
        locked = _locked(video)
        drop_replacement(locked)
        if received.sha256 == locked.shown_sha256:
            # The very file that is shown: there is nothing to prepare.
            set_state(video=locked, state=rules.State.READY)
            transaction.on_commit(lambda: discard([received.name]), robust=True)
        else:
            _begin_replacing(locked, received)
    video.refresh_from_db()
    return video


def delete(*, by: Any, video: GuideVideo) -> None:
    """Delete a film, what was made of it and what is being made; refused in words while something shows it."""
    with transaction.atomic():
        require_right(by, video)
        locked = _locked(video)
        _require_unused(locked)
        jobs.cancel_all(jobs_about(locked))
        stem = f"{locked.pk}-"
        clear(locked.tracks.all())
        locked.delete()
        transaction.on_commit(lambda: discard_work(stem), robust=True)


def request_processing(*, by: Any, video: GuideVideo) -> None:
    """Have the film looked at and prepared: "Try again". Asking twice for the same file is asking once."""
    require_right(by, video)
    if video.state == rules.State.UNUSABLE:
        raise FilmRefused(_("This file would fail again. Put another one in its place."), code="unusable")
    prepare(video=video)


def choose_poster(*, by: Any, video: GuideVideo, at_ms: int) -> None:
    """Have another picture of the film made into its poster; the one before is shown until it is there."""
    require_right(by, video)
    with transaction.atomic():
        locked = _locked(video)
        if locked.state != rules.State.READY:
            raise FilmRefused(_("Wait until the film is ready, then choose its picture."), code="not-ready")
        if not 0 <= at_ms < locked.duration * 1000:
            raise FilmRefused(_("The film is shorter than that. Choose one of the pictures shown."), code="beyond")
        locked.poster_at, locked.failure = at_ms, ""
        locked.save(update_fields=["poster_at", "failure"])
        shown = poster_shown(locked)
        if shown is None or shown.at_ms != at_ms:
            request_rendition(upload=locked, kind=ffmpeg.POSTER)
    video.poster_at = at_ms


def say_nothing_is_missed(*, by: Any, video: GuideVideo) -> None:
    """Answer the question of audio description: whoever can't see the film hears everything that matters."""
    require_right(by, video)
    video.description_need, video.described = GuideVideo.DescriptionNeed.NOT_NEEDED, None
    video.save(update_fields=["description_need", "described"])


def offer_described(*, by: Any, video: GuideVideo, described: GuideVideo) -> None:
    """Answer the question of audio description with the same film in which a voice also says what is only shown."""
    require_right(by, video)
    if described.pk == video.pk or described.described_id:
        raise FilmRefused(_("That film has itself one with audio description. Choose that one."), field="described")
    video.description_need, video.described = GuideVideo.DescriptionNeed.DESCRIBED, described
    video.save(update_fields=["description_need", "described"])


def drop_replacement(video: GuideVideo) -> None:
    """Forget a file that waits for a film's place, and all that was made of it."""
    waiting = Replacement.objects.filter(video=video).first()
    if waiting is None:
        return
    made = video.renditions.filter(source_sha256=waiting.source_sha256).exclude(source_sha256=video.shown_sha256)
    names = [waiting.file.name, *(rendition.file.name for rendition in made)]
    made.delete()
    _clear_away(waiting, names)
    waiting.delete()


def take_place(video: GuideVideo, replacement: Replacement) -> None:
    """Put a replacement, all of which is made, in the place of a film."""
    before = video.file.name
    _take(video, replacement)
    replacement.delete()
    transaction.on_commit(lambda: discard([before]), robust=True)


def _begin_replacing(locked: GuideVideo, received: Received) -> None:
    locked.uploads += 1
    locked.save(update_fields=["uploads"])
    new = Replacement(video=locked, take=locked.uploads)
    received.put_on(new)
    if locked.shown_sha256:
        new.save()
    else:
        made = locked.renditions.all()
        names = [locked.file.name, *(rendition.file.name for rendition in made)]
        made.delete()
        _clear_away(locked, names)
        _take(locked, new)
    prepare(video=locked)


def _take(video: GuideVideo, upload: Replacement) -> None:
    for field in _OF_THE_FILE:
        setattr(video, field, getattr(upload, field))
    video.save(update_fields=_OF_THE_FILE)


def _clear_away(upload: GuideVideo | Replacement, names: list[str | None]) -> None:
    """Call off the work on one upload and, once that is certain, delete its files."""
    jobs.cancel_all(jobs_of(upload))
    stem = f"{upload.film_id}-{upload.take}-"

    def clear() -> None:
        discard(names)
        discard_work(stem)

    transaction.on_commit(clear, robust=True)


def _require_right_to_add(by: Any, video: GuideVideo) -> None:
    if not may_add(by, video.collection):
        raise FilmRefused(_("You may not add films to this collection."), code="not-allowed")


def _require_unused(video: GuideVideo) -> None:
    use = use_of(video)
    if use.pages:
        words = ngettext(
            "This film is on %(count)s page. Take it off that page first, then delete it.",
            "This film is on %(count)s pages. Take it off those pages first, then delete it.",
            use.pages,
        )
        raise FilmRefused(words % {"count": use.pages}, code="used")
    if use.described:
        words = _("This is the film with audio description of “%(title)s”. Choose another there first.")
        raise FilmRefused(words % {"title": use.described[0].title}, code="used")


def _locked(video: GuideVideo) -> GuideVideo:
    """The film, held until the transaction ends."""
    found = GuideVideo.objects.select_for_update().filter(pk=video.pk).first()
    if found is None:
        raise FilmRefused(_("This film was deleted meanwhile."), code="gone")
    return found
