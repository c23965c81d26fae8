"""What people say about a guide, each once, and the office's answer."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commons.answers import services as answers
from commons.answers.models import Answer
from commons.directory.models import PublicBody
from commons.pages.searchable import plain
from commons.pages.services import anchor_for
from commons.people.abuse import Limiter
from commons.people.participants import Participant
from commons.people.refusals import Refused
from commons.ui.plain_text import tidy

from .. import rules
from ..adapters import STUCK_POINT
from ..models import GuidePage, GuideStep, Outcome, StuckPoint, StuckReport

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
    said = tidy(words)
    if len(said) > rules.LONGEST_WORDS:
        message = _("Use at most %(count)d characters.") % {"count": rules.LONGEST_WORDS}
        raise FeedbackRefused(message, code="long", field="words")
    step = _step(page, step_key)
    _require_patience(by, address)
    anchor = anchor_for(page_key=page.translation_key, step_key=step.translation_key)
    with transaction.atomic():
        report, _new = StuckReport.objects.update_or_create(
            point=_point(anchor),
            participant=by.key_in(f"stuck:{anchor.pk}"),
            wording=_wording(step),
            defaults={
                "reason": reason,
                "words": said,
                "revision_id": page.live_revision_id,
                "language": page.locale.language_code,
                "step_title": step.title,
                "step_text": plain(step.text),
            },
        )
    return report


def record_outcome(
    *, by: Participant, page: GuidePage, answer: str, failed_step_key: UUID | None = None, address: str = ""
) -> Outcome:
    """Note whether somebody got it done, and where it failed; they may change it: who has not yet may later."""
    if answer not in Outcome.Answer.values:
        raise FeedbackRefused(_("Choose one of the answers."), field="answer")
    failed = None
    if failed_step_key and answer != Outcome.Answer.YES:
        failed = anchor_for(page_key=page.translation_key, step_key=_step(page, failed_step_key).translation_key)
    _require_patience(by, address)
    anchor = anchor_for(page_key=page.translation_key)
    with transaction.atomic():
        outcome, _new = Outcome.objects.update_or_create(
            anchor=anchor,
            participant=by.key_in(f"outcome:{anchor.pk}"),
            defaults={"answer": answer, "failed_at": failed},
        )
    return outcome


def answer_stuck_point(*, by: Any, point: StuckPoint, body: PublicBody, text: str) -> Answer:
    """Answer everyone who got stuck at a step, once, in the name of an office; shown at the step."""
    return answers.answer(by=by, answerable=point.answerable, body=body, text=text)


def _step(page: GuidePage, step_key: UUID) -> GuideStep:
    step = page.steps.filter(translation_key=step_key).first()
    if step is None:
        raise FeedbackRefused(_("The guide has no such step any more. Go back to it and choose again."), code="no-step")
    return step


def _wording(step: GuideStep) -> str:
    """The words of the step in the site's first language: a translation is not another wording."""
    source = GuideStep.objects.filter(
        translation_key=step.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    known = source or step
    return rules.wording(known.title, known.text)


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
