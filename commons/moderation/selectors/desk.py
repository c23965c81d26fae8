"""What moderators work from: how much waits, the queue, and one case with all that is known of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from commons.directory.models import Membership
from commons.people.models import User
from commons.people.roles import MODERATORS, has_role

from ..adapters import Said, Thing, adapter_of, name_of
from ..models import Appeal, Decision, Report, Reportable
from ..rules import Outcome, Reason, Standing, Verdict, may_moderate, refusal, second_look
from .own import paused_until
from .policy import Rule, rule_of, rules

#: Earlier decisions shown beside a case.
LIKE = 5


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits, for the moderator who looks."""

    waiting: int
    oldest: datetime | None
    mine: int
    appeals: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    reportable: Reportable
    thing: Thing | None
    kind: str
    reports: int
    rules: list[Rule]
    """The rules that reports name, the most named first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing with all that a moderator decides by."""

    thing: Thing
    kind: str
    reportable: Reportable | None
    around: list[Said]
    reports: list[tuple[Report, Rule | None]]
    decisions: list[tuple[Decision, Rule | None]]
    like: list[tuple[Decision, Rule | None]]
    """Earlier decisions about things of this kind under the rules that reports name, else about any of this kind."""
    rules: list[Rule]
    outcomes: dict[Outcome, Reason | None] = field(default_factory=dict)
    """What may be decided, and why not."""
    appeal: Appeal | None = None
    appeal_reason: Reason | None = None
    paused_until: datetime | None = None

    @property
    def version(self) -> int:
        """What a decision about this case says it has seen."""
        return self.reportable.version if self.reportable else 0


def _bodies(viewer: Any) -> frozenset[int]:
    """The bodies a moderator was named for, read once per object; none means all."""
    if not hasattr(viewer, "_moderated_bodies"):
        rows = Membership.objects.filter(person=viewer).values_list("body_id", flat=True)
        viewer._moderated_bodies = frozenset(rows)
    return viewer._moderated_bodies


def moderates(viewer: Any, body: int | None) -> bool:
    """Tell whether the viewer moderates what a body is responsible for."""
    is_moderator = has_role(viewer, MODERATORS)
    bodies = _bodies(viewer) if is_moderator and not viewer.is_superuser else frozenset[int]()
    return may_moderate(is_moderator=is_moderator, bodies=bodies, body=body)


def _within(viewer: Any, prefix: str = "") -> Q:
    """Keep what the viewer moderates; they hold the role."""
    bodies = frozenset[int]() if viewer.is_superuser else _bodies(viewer)
    return Q(**{f"{prefix}body__in": bodies}) if bodies else Q()


def _cases(viewer: Any) -> QuerySet[Reportable]:
    if not has_role(viewer, MODERATORS):
        return Reportable.objects.none()
    return Reportable.objects.filter(_within(viewer))


def appeals_waiting(viewer: Any) -> QuerySet[Appeal]:
    """The appeals the viewer may look at, the oldest first; those of their own decisions are others' to decide."""
    if not has_role(viewer, MODERATORS):
        return Appeal.objects.none()
    rows = Appeal.objects.filter(_within(viewer, "decision__reportable__"), verdict=Verdict.WAITING)
    return rows.exclude(decided_first_by=viewer).exclude(decision__author=viewer)


def load(viewer: Any) -> Load:
    """Count what waits, in two queries."""
    waiting = _cases(viewer).filter(waiting_since__isnull=False)
    mine = Count("pk", filter=Q(held_by=viewer.pk))
    counts = waiting.aggregate(number=Count("pk"), oldest=Min("waiting_since"), mine=mine)
    return Load(counts["number"], counts["oldest"], counts["mine"], appeals_waiting(viewer).count())


def queue(viewer: Any, show: str = "waiting") -> QuerySet[Reportable]:
    """The cases that wait, the oldest first; `mine`, those the viewer holds; `appeals`; or `decided`, the latest first.

    `rows` reads what a page of them shows.
    """
    found = _cases(viewer).select_related("held_by", "body").prefetch_related("body__texts")
    if show == "appeals":
        keys = appeals_waiting(viewer).values("decision__reportable")
        return found.filter(pk__in=keys).order_by("pk")
    if show == "decided":
        decided = found.filter(waiting_since=None, version__gt=0)
        return decided.annotate(latest=Max("decisions__pk")).order_by("-latest")
    found = found.filter(waiting_since__isnull=False).order_by("waiting_since", "pk")
    return found.filter(held_by=viewer) if show == "mine" else found


def rows(viewer: Any, cases: list[Reportable]) -> list[Row]:
    """Read what a page of the queue shows of some cases: a query for each kind, and one for all reports."""
    things: dict[int, Thing] = {}
    for kind in {case.kind for case in cases}:
        adapter = adapter_of(kind)
        if adapter:
            things.update(adapter.things([case.pk for case in cases if case.kind == kind]))
    named: dict[int, Counter] = {}
    reports = Report.objects.filter(reportable__in=[case.pk for case in cases], decision=None).order_by()
    for handle, key, number in reports.values_list("reportable", "rule_key").annotate(Count("pk")):
        named.setdefault(handle, Counter())[key] = number
    known = {rule.key: rule for rule in rules()}
    found = []
    for case in cases:
        counts = named.get(case.pk, Counter())
        cited = [known[key] for key, _number in counts.most_common() if key in known]
        found.append(Row(case, things.get(case.pk), name_of(case.kind), counts.total(), cited))
    return found


def case(viewer: Any, kind: str, pk: int) -> Case | None:
    """Give a case, also of a thing nobody has reported; nothing to whoever does not moderate it."""
    adapter = adapter_of(kind)
    thing = adapter.thing(pk) if adapter else None
    if adapter is None or thing is None or not moderates(viewer, thing.body):
        return None
    handle = Reportable.objects.select_related("held_by").filter(pk=thing.handle).first() if thing.handle else None
    known = {rule.key: rule for rule in rules()}
    reports = list(handle.reports.select_related("by", "decision")) if handle else []
    decisions = list(handle.decisions.select_related("by", "appeal__by", "pause")) if handle else []
    cited = {report.rule_key for report in reports if report.decision_id is None}
    appeal = next((one.appeal for one in decisions if hasattr(one, "appeal")), None)
    return Case(
        thing=thing,
        kind=name_of(kind),
        reportable=handle,
        around=adapter.around(pk),
        reports=[(report, known.get(report.rule_key)) for report in reports],
        decisions=[(one, rule_of(one, [*known.values()])) for one in decisions],
        like=[(one, rule_of(one, [*known.values()])) for one in _like(viewer, kind, handle, cited)],
        rules=list(known.values()),
        outcomes=_outcomes(viewer, thing),
        appeal=appeal,
        appeal_reason=_second_look(viewer, thing, appeal),
        paused_until=paused_until(thing.author),
    )


def _like(viewer: Any, kind: str, handle: Reportable | None, cited: set[Any]) -> list[Decision]:
    found = Decision.objects.filter(_within(viewer, "reportable__"), reportable__kind=kind)
    found = found.exclude(reportable=handle).select_related("by", "appeal", "reportable")
    return list((found.filter(rule_key__in=cited) if cited else found)[:LIKE])


def _outcomes(viewer: Any, thing: Thing) -> dict[Outcome, Reason | None]:
    return {outcome: why_not(viewer, thing, outcome) for outcome in Outcome}


def why_not(viewer: Any, thing: Thing, outcome: Outcome) -> Reason | None:
    """Say why the viewer can't decide something about a thing, or None where they can."""
    return refusal(
        outcome,
        standing=Standing(thing.standing),
        moderates=moderates(viewer, thing.body),
        is_author=thing.author is not None and thing.author.pk == viewer.pk,
        has_author=thing.author is not None,
        editable=bool(thing.edit),
    )


def _second_look(viewer: Any, thing: Thing, appeal: Appeal | None) -> Reason | None:
    if appeal is None or appeal.verdict != Verdict.WAITING:
        return None
    return why_no_second_look(viewer, thing.body, appeal)


def why_no_second_look(viewer: Any, body: int | None, appeal: Appeal) -> Reason | None:
    """Say why the viewer can't decide an appeal, or None where they can."""
    return second_look(
        moderates=moderates(viewer, body),
        is_author=appeal.decision.author_id == viewer.pk,
        decided_first=viewer.pk in {appeal.decided_first_by_id, appeal.decision.by_id},
    )


def moderators_of(viewer: Any, body: int | None) -> list[User]:
    """List who may look after a case of a body, for whoever shares the work out."""
    if not moderates(viewer, body):
        return []
    named = Membership.objects.values("person")
    able = Q(memberships__body=body) if body else Q(pk__in=[])
    people = User.objects.filter(groups__name=MODERATORS, is_active=True).filter(~Q(pk__in=named) | able)
    return list(people.distinct().order_by("display_name", "pk"))
