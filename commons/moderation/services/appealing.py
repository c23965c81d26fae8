"""A second look: asked for by the author, taken by another moderator."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.people.refusals import Refused

from ..adapters import adapter_of
from ..models import Appeal, Decision, Pause, Reportable
from ..rules import LONGEST_APPEAL, LONGEST_WORDS, ModerationRefused, Outcome, Standing, Verdict, may_appeal
from ..selectors.desk import why_no_second_look
from . import telling
from .reporting import within


def appeal(*, by: Any, decision: Decision, words: str) -> Appeal:
    """Ask for a second look at a decision about one's own words; again is the same. Raises ModerationRefused."""
    said = within(words, LONGEST_APPEAL, needed=_("Say why it should be decided otherwise."))
    able = may_appeal(
        outcome=decision.outcome,
        is_author=decision.author_id is not None and decision.author_id == by.pk,
        appealed=False,
        at=decision.at,
        now=timezone.now(),
    )
    if not able:
        raise ModerationRefused(_("Only its author can ask for a second look, within 30 days."), code="not-allowed")
    try:
        with transaction.atomic():
            return Appeal.objects.create(decision=decision, words=said, decided_first_by=decision.by)
    except IntegrityError:
        return Appeal.objects.get(decision=decision)


def decide_appeal(*, by: Any, appeal: Appeal, verdict: Verdict, words: str) -> Appeal:
    """Decide an appeal as another moderator, put the thing right where the first was wrong, and tell its author.

    Raises ModerationRefused.
    """
    said = within(words, LONGEST_WORDS, needed=_("Say to its author why."))
    if verdict not in (Verdict.UPHELD, Verdict.OVERTURNED):
        raise ModerationRefused(_("Choose whether the decision stands."), code="verdict", field="verdict")
    with transaction.atomic():
        handle = Reportable.objects.select_for_update().get(decisions__appeal=appeal.pk)
        current = Appeal.objects.select_related("decision__reportable").get(pk=appeal.pk)
        reason = why_no_second_look(by, handle.body_id, current)
        if reason is not None:
            raise ModerationRefused(str(reason.label), code=reason.value)
        if current.verdict != Verdict.WAITING:
            raise ModerationRefused(_("Somebody decided this appeal meanwhile."), code="meanwhile")
        current.verdict, current.by, current.answer, current.decided_at = verdict, by, said, timezone.now()
        current.save(update_fields=["verdict", "by", "answer", "decided_at"])
        if verdict == Verdict.OVERTURNED:
            _take_back(by, handle, current.decision)
        telling.looked_again(current)
        return current


def _take_back(by: Any, handle: Reportable, decision: Decision) -> None:
    """Undo what was decided, as far as nothing later stands in its way."""
    later = handle.decisions.filter(pk__gt=decision.pk)
    if decision.outcome == Outcome.HIDE and not later.filter(outcome__in=[Outcome.HIDE, Outcome.RESTORE]).exists():
        adapter = adapter_of(handle.kind)
        thing = adapter.things([handle.pk]).get(handle.pk) if adapter else None
        if adapter and thing and thing.standing == Standing.HIDDEN:
            try:
                adapter.restore(by=by, pk=thing.pk)
            except Refused as refused:
                raise ModerationRefused(refused.message, code=refused.code) from refused
    elif decision.outcome == Outcome.ASK_EDIT:
        handle.edit_asked = False
    elif decision.outcome == Outcome.PAUSE:
        Pause.objects.filter(decision=decision, lifted_at=None).update(lifted_at=timezone.now())
    handle.version += 1
    handle.save(update_fields=["version", "edit_asked"])
