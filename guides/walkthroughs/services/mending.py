"""What staff do about the places where people get stuck: answer once, say what becomes of it, strike words out."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.answers import services as answers
from commons.answers.models import Answer
from commons.directory.models import PublicBody
from commons.people.refusals import Refused
from commons.people.roles import roles_of

from .. import mending
from ..models import Outcome, StuckPoint, StuckReport
from ..selectors import stuck
from . import telling


class MendingRefused(Refused):
    """It can't be done, or not by this person."""

    code = "mending"


def answer_stuck_point(*, by: Any, point: StuckPoint, body: PublicBody, text: str) -> Answer:
    """Answer everyone who got stuck at a step, once, in the name of an office; shown wherever the step is."""
    _require_sight(by, point)
    return answers.answer(by=by, answerable=point.answerable, body=body, text=text)


def set_state(*, by: Any, point: StuckPoint, state: str, revision: int | None = None) -> StuckPoint:
    """Say what becomes of a stuck point; fixed by one of the versions published since people first got stuck."""
    _require_sight(by, point)
    if not mending.may_mend(roles_of(by)):
        raise MendingRefused(_("Only those who mend guides and services can say that."), code="not-allowed")
    if state not in StuckPoint.State.values:
        raise MendingRefused(_("Choose one of the states."), field="state")
    fixed = None
    if state == StuckPoint.State.FIXED:
        fixed = next((one for one in stuck.versions_of(by, point) if one.revision == revision), None)
        if fixed is None:
            raise MendingRefused(_("Say which version of the guide fixed it."), code="version", field="revision")
    with transaction.atomic():
        current = StuckPoint.objects.select_for_update().get(pk=point.pk)
        if not mending.may_become(mending.State(current.state), mending.State(state)):
            raise MendingRefused(_("It is there already, or somebody was quicker. Look again."), code="state")
        current.state = state
        current.fixed_in_id, current.fixed_at = (fixed.revision, fixed.at) if fixed else (None, None)
        current.save(update_fields=["state", "fixed_in", "fixed_at"])
        if fixed:
            telling.of_mended(by=by, point=current)
    return current


def strike_out(*, by: Any, said: StuckReport | Outcome, passage: str = "") -> None:
    """Take words out for good that tell of a person, or all of them; that it was done, when and by whom, is kept."""
    if not mending.may_mend(roles_of(by)) or not stuck.may_read_said(by, said):
        raise MendingRefused(_("Only those who mend guides and services can do that."), code="not-allowed")
    with transaction.atomic():
        current = type(said).objects.select_for_update().get(pk=said.pk)
        words = mending.struck(current.words, passage.strip())
        if words is None:
            raise MendingRefused(_("These words don't stand there. Copy them from the text."), field="passage")
        current.words, current.struck_at, current.struck_by = words, timezone.now(), by
        current.save(update_fields=["words", "struck_at", "struck_by"])


def _require_sight(by: Any, point: StuckPoint) -> None:
    """Refuse those who may not see what it is about."""
    if stuck.stuck_point(by, point.pk) is None:
        raise MendingRefused(_("Only those who may read the reports can do that."), code="not-allowed")
