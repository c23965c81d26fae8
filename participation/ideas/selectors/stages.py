"""The stages ideas belong to, as their readers find them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.translation import get_language

from commons.directory.models import Service
from participation.consultations.models import ConsultationPage, Dates
from participation.consultations.querysets import STEP, StageQuerySet
from participation.consultations.rules import StageState
from participation.consultations.selectors import consultation_above, named_by_service

from ..models import Idea, IdeasStagePage


@dataclass
class Stage:
    """The stage ideas belong to, in the reader's language, with what is above it."""

    page: IdeasStagePage

    @cached_property
    def consultation(self) -> ConsultationPage:
        """The consultation it belongs to, published or not: whether it may be read was asked for the stage."""
        found = consultation_above(self.page)
        if found is None:
            raise LookupError(f"no consultation above {self.page.path}")
        return found

    @property
    def state(self) -> StageState:
        """Before, open or after."""
        return self.page.state


def stage(viewer: Any, key: UUID) -> Stage | None:
    """Give the stage with a key, in the reader's language where it is translated; nothing where nobody may read it."""
    pages = _pages_of(key)
    return _in_language([page for page in pages if page.is_on_show])


def stage_on_page(viewer: Any, page: IdeasStagePage, *, preview: bool = False) -> Stage | None:
    """Give the stage of a page that is being served; nothing below a hidden consultation, except to preview it."""
    found = Stage(page)
    return found if preview or found.consultation.live else None


def stage_of(viewer: Any, idea: Idea) -> Stage | None:
    """Give the stage an idea belongs to; read once for an idea that was read once."""
    held = idea.__dict__
    if "_stage_read" not in held:
        held["_stage_read"] = stage(viewer, idea.stage.page_key)
    return held["_stage_read"]


def stage_for_change(idea: Idea) -> Stage | None:
    """Give the stage of an idea for a deed on it: an official may decide also after the stage was unpublished."""
    return _in_language(_pages_of(idea.stage.page_key))


def open_stages_and(keys: Collection[UUID]) -> dict[UUID, Stage]:
    """Give the stages on show that take ideas now, and those with some keys, in the reader's language."""
    now = timezone.now()
    taking = IdeasStagePage.objects.filter(opens_at__lte=now, closes_at__gt=now).values("translation_key")
    wanted = Q(translation_key__in=taking) | (Q(translation_key__in=keys) if keys else Q())
    found = {}
    for key, versions in groupby(
        _to_read(IdeasStagePage.objects.filter(wanted)), key=lambda page: page.translation_key
    ):
        stage = _in_language([page for page in _dated(list(versions)) if page.is_on_show])
        if stage:
            found[key] = stage
    return found


def about_service(stages: Sequence[IdeasStagePage], service: Service | None) -> IdeasStagePage | None:
    """Choose the first stage below a consultation about a service."""
    if service is None or not stages:
        return None
    above = {page.path[:-STEP]: page for page in reversed(stages)}
    about = set(named_by_service(service).filter(path__in=list(above)).values_list("path", flat=True))
    return next((page for path, page in reversed(above.items()) if path in about), None)


def stage_keys(consultations: QuerySet[ConsultationPage]) -> list[UUID]:
    """List the keys of the ideas stages below some consultations."""
    paths = list(consultations.values_list("path", flat=True))
    rows = IdeasStagePage.objects.annotate(above=Substr("path", 1, Length("path") - STEP)).filter(above__in=paths)
    return list(rows.order_by().values_list("translation_key", flat=True).distinct())


def _pages_of(key: UUID) -> list[Any]:
    """Read the pages of a stage in all languages, its source first, each knowing the dates and who may read it."""
    return _dated(list(_to_read(IdeasStagePage.objects.filter(translation_key=key))))


def _to_read(stages: StageQuerySet) -> StageQuerySet:
    """Read of stages what pages say of them, each knowing whether anyone may read it."""
    words = ("title", "introduction", "can_change", "translation_key", "path", "url_path", "opens_at", "closes_at")
    rows = stages.telling_what_is_on_show().select_related("locale").sources()
    return rows.only(*words, "locale__language_code")


def _dated(pages: list[Any]) -> list[Any]:
    """Give all pages of one stage the dates of the first, which the others were translated from."""
    for page in pages:
        page.dates = Dates(pages[0].opens_at, pages[0].closes_at)
    return pages


def _in_language(pages: list[Any]) -> Stage | None:
    """Choose the page in the reader's language, else the source; the pages come source first."""
    if not pages:
        return None
    return Stage(next((page for page in pages if page.locale.language_code == get_language()), pages[0]))
