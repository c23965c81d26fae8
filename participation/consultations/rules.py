"""When a stage of a consultation opens and closes, worked out from the clock alone."""

from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StageState(TextChoices):
    """Where a stage is in its life. Dates decide it, nobody sets it."""

    BEFORE = "before", _("Not open yet")
    OPEN = "open", _("Open")
    AFTER = "after", _("Closed")


def stage_state(opens_at: datetime, closes_at: datetime, now: datetime) -> StageState:
    """Tell the state of a stage: open from its first instant up to, but not including, its last."""
    if now < opens_at:
        return StageState.BEFORE
    return StageState.OPEN if now < closes_at else StageState.AFTER


def days_left(until: datetime, now: datetime) -> int:
    """Count the midnights between now and a moment, as people at the site's clock count days; never negative."""
    today, last = timezone.localdate(now), timezone.localdate(until)
    return max((last - today).days, 0)
