"""Deeds on pages."""

from uuid import UUID

from .models import Anchor


def anchor_for(*, page_key: UUID, step_key: UUID | None = None) -> Anchor:
    """The anchor of a page or step, made when nobody has needed it before."""
    return Anchor.objects.get_or_create(page_key=page_key, step_key=step_key)[0]
