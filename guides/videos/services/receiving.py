"""Taking a film's file in: looked at from outside, written where films lie, and gone again when nobody keeps it."""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from .. import rules
from ..models import GuideVideo, Replacement
from ..private_files import discard, original_path, private_storage
from .refusals import FilmRefused


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is written where films lie and belongs to none yet."""

    name: str
    """What it is called there."""
    original_name: str
    sha256: str

    def put_on(self, upload: GuideVideo | Replacement) -> None:
        """Make it the file of a film or of its replacement, which is for the caller to save."""
        upload.file = self.name
        upload.original_name, upload.source_sha256 = self.original_name, self.sha256


def receive(*, file: File) -> Received:
    """Write a file, or refuse it; not in a transaction: copying a film would hold up all who write."""
    name = file.name or ""
    check_file(name=name, size=file.size)
    sha256 = fingerprint(file)
    try:
        stored = private_storage().save(original_path(None, name), file)
    except OSError as failed:
        # Others wrote meanwhile: there was room when it was checked.
        if failed.errno in rules.NO_ROOM:
            raise FilmRefused(str(rules.DISK_TOO_FULL), field="file", code="no-room") from failed
        raise
    return Received(stored, PurePath(name).name[:255], sha256)


@contextlib.contextmanager
def kept_or_discarded(received: Received) -> Iterator[None]:
    """Delete a received file when what was to keep it fails."""
    try:
        yield
    except BaseException:
        discard([received.name])
        raise


def fingerprint(file: File) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    for chunk in file.chunks(1024 * 1024):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


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
