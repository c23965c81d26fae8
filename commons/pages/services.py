"""Deeds on pages."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from .models import Anchor, Exposure


def anchor_for(*, page_key: UUID, step_key: UUID | None = None) -> Anchor:
    """The anchor of a page or step, made when nobody has needed it before."""
    return Anchor.objects.get_or_create(page_key=page_key, step_key=step_key)[0]


def add_views(*, counts: Mapping[tuple[UUID, date], int]) -> None:
    """Add to how often pages were opened, by page and day. Several processes may add to the same row."""
    with transaction.atomic():
        # In one order everywhere, so that two processes never wait for each other.
        for (page_key, day), count in sorted(counts.items()):
            row, _new = Exposure.objects.get_or_create(page_key=page_key, day=day)
            Exposure.objects.filter(pk=row.pk).update(views=F("views") + count)
