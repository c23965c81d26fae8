"""Where films are kept: never below the public media address, whatever the storage."""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFolder(FileSystemStorage):
    """A folder in which a file is whole or not there at all: Django's keeps what was written when the disk is full."""

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc, no-any-return]
        except BaseException:
            self.delete(name)
            raise


def private_storage() -> Storage:
    """The storage named "private" when there is one, else a folder that has no public address."""
    if "private" in settings.STORAGES:
        return storages["private"]
    return PrivateFolder(location=settings.PRIVATE_MEDIA_ROOT)


def original_path(instance: object, filename: str) -> str:
    """A new name for each upload, so that a replaced film is never taken for the one before it."""
    return f"originals/{secrets.token_hex(8)}{PurePath(filename).suffix.lower()[:8]}"


def rendition_path(instance: object, filename: str) -> str:
    """A new name for each rendition."""
    return f"renditions/{secrets.token_hex(8)}{PurePath(filename).suffix.lower()[:8]}"


def discard(names: Iterable[str | None]) -> None:
    """Delete files from the storage; those that are gone already are no fault."""
    storage = private_storage()
    for name in names:
        if name:
            storage.delete(name)


def discard_work(stem: str) -> None:
    """Delete the folders whose names begin so: what a killed worker has left."""
    for folder in work_folder("").glob(f"{stem}*"):
        shutil.rmtree(folder, ignore_errors=True)


def work_folder(name: str) -> Path:
    """Where a film is worked on; on the same disk as the films, so that its room can be judged."""
    return Path(settings.PRIVATE_MEDIA_ROOT) / "work" / name
