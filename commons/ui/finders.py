"""Offers css/site.css to Django's staticfiles: one sheet, joined from its parts whenever one of them is newer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders as staticfiles_finders
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

from . import bundle

SHEET = "css/site.css"


class SheetFinder(staticfiles_finders.BaseFinder):
    """Joins static/css/entry.css into the data directory and finds it there."""

    def __init__(self, app_names: list[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.entry = Path(settings.BASE_DIR) / "static" / "css" / "entry.css"
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "sheets")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Nothing to set, nothing to get wrong."""
        return []

    def fresh(self) -> str:
        """The path of the joined sheet, made anew if a part has changed since."""
        target = Path(self.storage.path(SHEET))
        newest = max(part.stat().st_mtime for part in bundle.parts(self.entry))
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".new")
            draft.write_text(bundle.join(self.entry))
            draft.replace(target)
        return str(target)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]
        """Where the sheet is, if it is the sheet that is asked for."""
        if path != SHEET:
            return []
        return [self.fresh()] if find_all else self.fresh()

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """The sheet, for `collectstatic`."""
        self.fresh()
        yield SHEET, self.storage
