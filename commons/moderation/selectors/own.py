"""What concerns a person alone: decisions about their words, and whether they may write."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from commons.people.participants import Participant

from ..adapters import Thing, adapter_of
from ..models import Appeal, Decision, Pause, Report, Reportable
from ..rules import APPEAL_WINDOW, Standing, may_appeal
from .policy import Rule, rule_of


@dataclass(frozen=True, slots=True)
class Own:
    """A decision as its author reads it."""

    decision: Decision
    rule: Rule | None
    thing: Thing | None
    appeal: Appeal | None
    may_appeal: bool
    until: datetime
    """Until when they may ask for a second look."""
    edit: str
    """Where they change what they were asked to change; empty once they have."""


def own_decision(viewer: Any, pk: int) -> Own | None:
    """Give a decision about the viewer's own words; nobody else's."""
    if not viewer.is_authenticated:
        return None
    rows = Decision.objects.filter(author=viewer).select_related("reportable", "appeal", "pause")
    decision = rows.filter(pk=pk).first()
    if decision is None:
        return None
    adapter, appeal = adapter_of(decision.reportable.kind), appeal_for(decision)
    thing = adapter.things([decision.reportable_id]).get(decision.reportable_id) if adapter else None
    able = may_appeal(
        outcome=decision.outcome, is_author=True, appealed=appeal is not None, at=decision.at, now=timezone.now()
    )
    asked = decision.reportable.edit_asked and thing is not None and thing.standing == Standing.SHOWN
    edit = thing.edit if asked and thing else ""
    return Own(decision, rule_of(decision), thing, appeal, able, decision.at + APPEAL_WINDOW, edit)


def appeal_for(decision: Decision) -> Appeal | None:
    """Give the appeal against a decision, if there is one."""
    return getattr(decision, "appeal", None)


def paused_until(person: Any) -> datetime | None:
    """Tell until when a person may not write; nothing where they may."""
    if person is None or not person.is_authenticated:
        return None
    now = timezone.now()
    rows = Pause.objects.filter(person=person, until__gt=now, lifted_at=None)
    return rows.order_by("-until").values_list("until", flat=True).first()


def asked_to_edit(handle: int | None) -> bool:
    """Tell whether the author of a thing was asked to change it and has not yet."""
    return handle is not None and Reportable.objects.filter(pk=handle, edit_asked=True).exists()


def thanks_for(viewer: Participant | None, kind: str, handle: int | None) -> Report | None:
    """Give the report a participant sent about a thing, with what came of it so far."""
    if viewer is None or handle is None:
        return None
    rows = Report.objects.filter(reportable=handle, participant=viewer.key_in(f"moderation:{handle}"))
    return rows.select_related("decision").first()
