"""What everyone may read: the log, and under which rule something was hidden. Never who, never words."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from ..adapters import name_of
from ..models import Decision
from ..rules import Outcome, Verdict
from .policy import Rule, rule_of, rules


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    pk: int
    day: date
    kind: str
    outcome: str
    label: str
    rule: Rule | None
    appeal: str
    """What became of an appeal, in words; empty where there was none."""


@dataclass(frozen=True, slots=True)
class Year:
    """How much was decided in a year."""

    year: int
    decisions: int
    hidden: int
    kept: int
    appeals: int
    overturned: int


@dataclass(frozen=True, slots=True)
class HiddenUnder:
    """Why a place is empty."""

    rule: Rule | None
    log: str
    """Where the decision stands in the log."""


def entries(viewer: Any, *, year: int | None = None, rule: UUID | None = None) -> QuerySet[Decision]:
    """Keep the decisions of a year, or under a rule, the newest first; `lines` makes lines of them."""
    rows = Decision.objects.select_related("reportable", "appeal").defer("words", "appeal__words", "appeal__answer")
    if year is not None:
        zone = timezone.get_current_timezone()
        rows = rows.filter(at__gte=datetime(year, 1, 1, tzinfo=zone), at__lt=datetime(year + 1, 1, 1, tzinfo=zone))
    return rows.filter(rule_key=rule) if rule else rows


def lines(viewer: Any, decisions: Iterable[Decision]) -> Iterator[Entry]:
    """Make lines of the log of decisions: the day and not the minute, so that nobody is found by it."""
    known = rules()
    return (_line(decision, known) for decision in decisions)


def _line(decision: Decision, known: list[Rule]) -> Entry:
    outcome, appeal = Outcome(decision.outcome), getattr(decision, "appeal", None)
    return Entry(
        pk=decision.pk,
        day=localdate(decision.at),
        kind=name_of(decision.reportable.kind),
        outcome=outcome.value,
        label=str(outcome.label),
        rule=rule_of(decision, known),
        appeal=str(Verdict(appeal.verdict).label) if appeal else "",
    )


def years(viewer: Any) -> list[Year]:
    """Count what was decided in each year, the latest first, in two queries."""
    zone = timezone.get_current_timezone()
    rows = Decision.objects.annotate(year=ExtractYear("at", tzinfo=zone)).order_by()
    outcomes: dict[int, Counter[str]] = {}
    for year, outcome, number in rows.values_list("year", "outcome").annotate(Count("pk")):
        outcomes.setdefault(year, Counter())[outcome] = number
    verdicts: dict[int, Counter[str]] = {}
    appealed = rows.filter(appeal__isnull=False).values_list("year", "appeal__verdict").annotate(Count("pk"))
    for year, verdict, number in appealed:
        verdicts.setdefault(year, Counter())[verdict] = number
    return [
        Year(
            year=year,
            decisions=counts.total(),
            hidden=counts[Outcome.HIDE],
            kept=counts[Outcome.KEEP],
            appeals=verdicts.get(year, Counter()).total(),
            overturned=verdicts.get(year, Counter())[Verdict.OVERTURNED],
        )
        for year, counts in sorted(outcomes.items(), reverse=True)
    ]


def hidden_under(handles: Collection[int]) -> dict[int, HiddenUnder]:
    """Tell of hidden things, by their handles, under which rule they were hidden; one query for all of them."""
    if not handles:
        return {}
    rows = Decision.objects.filter(reportable__in=handles, outcome=Outcome.HIDE).order_by("at", "pk")
    log, known = reverse("moderation:log"), rules()
    return {row.reportable_id: HiddenUnder(rule_of(row, known), f"{log}?year={localdate(row.at).year}") for row in rows}
