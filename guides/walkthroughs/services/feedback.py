"""What people say about a guide: each of them once, and again when they have changed their mind."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from commons.answers import services as answers
from commons.pages.searchable import plain
from commons.pages.services import anchor_for
from commons.people.abuse import Limiter
from commons.people.participants import Participant
from commons.people.refusals import Refused
from commons.ui.plain_text import tidy

from .. import rules
from ..adapters import STUCK_POINT
from ..models import GuidePage, GuideStep, Outcome, StuckPoint, StuckReport
from ..selectors.feedback import wordings_today

BY_ONE = Limiter("guides.feedback", count=30, seconds=3600)
FROM_ONE_ADDRESS = Limiter("guides.feedback.address", count=120, seconds=3600)


class FeedbackRefused(Refused):
    """What was said can't be taken."""

    code = "feedback"


def report_stuck(
    *, by: Participant, page: GuidePage, step_key: UUID, reason: str, words: str = "", address: str = ""
) -> StuckReport:
    """Note that somebody got stuck at a step; said again about the same words, it replaces what they said before."""
    if reason not in StuckReport.Reason.values:
        raise FeedbackRefused(_("Say why: choose one of the reasons."), field="reason")
    said = _words(words)
    step = _step(page, step_key)
    _require_patience(by, address)
    anchor = anchor_for(page_key=page.translation_key, step_key=step.translation_key)
    quoted = _quoted(page, step)
    with transaction.atomic():
        report, _new = StuckReport.objects.update_or_create(
            point=_point(anchor),
            participant=by.key_in(f"stuck:{anchor.pk}"),
            wording=quoted.pop("wording"),
            defaults={"reason": reason, "words": said, **quoted},
        )
    return report


def record_outcome(
    *,
    by: Participant,
    page: GuidePage,
    answer: str,
    failed_step_key: UUID | None = None,
    words: str = "",
    address: str = "",
) -> Outcome:
    """Note whether somebody got it done, and where it failed; they may change it: who has not yet may later."""
    if answer not in Outcome.Answer.values:
        raise FeedbackRefused(_("Choose one of the answers."), field="answer")
    said = _words(words)
    step = _step(page, failed_step_key) if failed_step_key and answer != Outcome.Answer.YES else None
    _require_open(page)
    _require_patience(by, address)
    anchor = anchor_for(page_key=page.translation_key)
    failed = anchor_for(page_key=page.translation_key, step_key=step.translation_key) if step else None
    with transaction.atomic():
        if failed:
            _point(failed)
        outcome, _new = Outcome.objects.update_or_create(
            anchor=anchor,
            participant=by.key_in(f"outcome:{anchor.pk}"),
            defaults={"answer": answer, "failed_at": failed, "words": said, **_quoted(page, step)},
        )
    return outcome


def _words(words: str) -> str:
    said = tidy(words)
    if len(said) > rules.LONGEST_WORDS:
        message = _("Use at most %(count)d characters.") % {"count": rules.LONGEST_WORDS}
        raise FeedbackRefused(message, code="long", field="words")
    return said


def _quoted(page: GuidePage, step: GuideStep | None) -> dict[str, Any]:
    """The words it is about, as they are now; what staff struck out of earlier words is over."""
    return {
        "wording": wordings_today([step])[step.translation_key] if step else "",
        "revision_id": page.live_revision_id,
        "language": page.locale.language_code,
        "step_title": step.title if step else "",
        "step_text": plain(step.text) if step else "",
        "struck_at": None,
        "struck_by": None,
    }


def _require_open(page: GuidePage) -> None:
    """Ask the database: what was handed in may have been read a while ago."""
    if not GuidePage.objects.filter(pk=page.pk, live=True).exists():
        raise FeedbackRefused(_("This guide is not published any more."), code="not-published")


def _step(page: GuidePage, step_key: UUID) -> GuideStep:
    _require_open(page)
    step = page.steps.filter(translation_key=step_key).first()
    if step is None:
        raise FeedbackRefused(_("The guide has no such step any more. Go back to it and choose again."), code="no-step")
    return step


def _point(anchor: Any) -> StuckPoint:
    """The stuck point of a step, made by the first report; of two at the same moment, one makes it."""
    point = StuckPoint.objects.filter(anchor=anchor).first()
    if point is None:
        # Waits for whoever is making it: the anchor's row is the lock.
        type(anchor).objects.select_for_update().get(pk=anchor.pk)
        point = StuckPoint.objects.filter(anchor=anchor).first()
    if point is None:
        point = StuckPoint.objects.create(anchor=anchor, answerable=answers.open_answerable(kind=STUCK_POINT))
    return point


def _require_patience(by: Participant, address: str) -> None:
    """Refuse floods. Never tells which limit was met."""
    if not (BY_ONE.take(by.secret) and (not address or FROM_ONE_ADDRESS.take(address))):
        message = _("That was a lot in a short time. Wait an hour and send it again, or call the office.")
        raise FeedbackRefused(message, code="flood")
