"""What a guide said at which time: its published versions, a step's wording in each, and what changed between two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import PageLogEntry, Revision

from commons.pages.searchable import plain

from .. import changes
from ..changes import StepChange, StepWording
from ..models import GuidePage

PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled")
"""How Wagtail logs that a version was made public."""


@dataclass(frozen=True)
class Version:
    """One version of a guide: published at a time, or the draft that is not yet."""

    revision: Revision
    at: datetime
    by: Any
    is_draft: bool = False


@dataclass(frozen=True)
class Comparison:
    """Two versions of a guide and what became of each step between them."""

    before: Version
    after: Version
    steps: list[StepChange]

    @property
    def is_same(self) -> bool:
        """Whether no step says or stands otherwise than before."""
        return all(step.kind is changes.Kind.SAME for step in self.steps)


def versions(viewer: Any, page: GuidePage) -> list[Version]:
    """What was published of a guide, newest first, the draft before them; for those who may edit it."""
    if not page.permissions_for_user(viewer).can_edit():
        return []
    entries = _published(page).select_related("revision", "user").order_by("-timestamp", "-pk")
    found = [Version(entry.revision, entry.timestamp, entry.user) for entry in entries]
    latest = page.latest_revision
    if latest and latest.pk not in {version.revision.pk for version in found}:
        found.insert(0, Version(latest, latest.created_at, latest.user, is_draft=True))
    return found


def comparison(
    viewer: Any, page: GuidePage, *, before: int | None = None, after: int | None = None
) -> Comparison | None:
    """What changed between two versions, else since the last that had other steps; nothing while there is only one."""
    known = versions(viewer, page)
    newer = _version(known, after) if after else next(iter(known), None)
    if newer is None:
        return None
    wordings = step_wordings(newer.revision)
    if before:
        older = _version(known, before)
    else:
        earlier = [version for version in known if version.at < newer.at]
        others = (version for version in earlier if step_wordings(version.revision) != wordings)
        older = next(others, next(iter(earlier), None))
    if older is None:
        return None
    return Comparison(older, newer, changes.compare(step_wordings(older.revision), wordings))


def step_wordings(revision: Revision) -> list[StepWording]:
    """The steps of a guide as a revision holds them, in plain words."""
    rows = sorted(revision.content.get("steps", []), key=lambda row: row.get("sort_order") or 0)
    return [
        StepWording(UUID(row["translation_key"]), number, row["title"], plain(row["text"] or ""))
        for number, row in enumerate(rows, start=1)
    ]


def step_wording_at(page_key: UUID, step_key: UUID, moment: datetime) -> StepWording | None:
    """What a step said in public at a moment, in the site's first language; nothing where it was not public then."""
    page = _source(page_key)
    entry = _published(page).filter(timestamp__lte=moment).order_by("-timestamp", "-pk").first() if page else None
    return _step(step_wordings(entry.revision), step_key) if entry else None


def step_wording_in(revision: Revision, step_key: UUID) -> StepWording | None:
    """What a step said in one revision, in that revision's language; nothing where it had no such step."""
    return _step(step_wordings(revision), step_key)


def published_since(page_key: UUID, moment: datetime) -> list[tuple[int, datetime]]:
    """The versions of a guide that were published after a moment, by revision and time, newest first."""
    page = _source(page_key)
    rows = _published(page).filter(timestamp__gte=moment).order_by("-timestamp", "-pk") if page else None
    return list(rows.values_list("revision", "timestamp")) if rows is not None else []


def _source(page_key: UUID) -> GuidePage | None:
    """The guide that its translations are made from: in the site's first language, else the oldest."""
    found = list(GuidePage.objects.filter(translation_key=page_key).select_related("locale").order_by("pk"))
    first = (page for page in found if page.locale.language_code == settings.LANGUAGE_CODE)
    return next(first, found[0] if found else None)


def _version(known: Iterable[Version], revision: int) -> Version | None:
    return next((version for version in known if version.revision.pk == revision), None)


def _published(page: GuidePage) -> QuerySet[PageLogEntry]:
    return PageLogEntry.objects.filter(page=page, action__in=PUBLISHING, revision__isnull=False)


def _step(steps: Iterable[StepWording], step_key: UUID) -> StepWording | None:
    return next((step for step in steps if step.key == step_key), None)
