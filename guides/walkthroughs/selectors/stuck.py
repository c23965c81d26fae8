"""Where people get stuck, as staff read it: how often, why, in which words, and what became of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import get_language

from commons.answers.models import Answer
from commons.directory.models import Service
from commons.pages import selectors as pages
from commons.people.roles import roles_of

from .. import mending, rules
from ..models import GuidePage, Outcome, StuckPoint, StuckReport
from .feedback import latest_answers, people_by_wording, wordings_today
from .history import published_since
from .pages import kept_from

MOST_VERSIONS = 20


@dataclass(frozen=True)
class Place:
    """A step with the guide it is on, today or last."""

    guide: GuidePage | None
    title: str
    """The step's words; where it is gone, those it had when somebody last got stuck."""
    address: str
    is_step: bool


@dataclass(frozen=True)
class PointReport:
    """A stuck point as staff read it."""

    point: StuckPoint
    place: Place
    people: int
    today: int
    failed: int
    """How many said that they did not get it done because of this step."""
    reasons: dict[str, int]
    latest: datetime | None
    is_answered: bool
    views: int
    lately: int
    """Reports since views are counted, within the last days that are compared."""

    @property
    def earlier(self) -> int:
        """How many got stuck over words that are not there any more."""
        return self.people - self.today

    @property
    def why(self) -> list[tuple[str, int]]:
        """The reasons people gave, in words, the most frequent first."""
        named = [(str(reason.label), self.reasons.get(reason.value, 0)) for reason in StuckReport.Reason]
        return sorted(((label, people) for label, people in named if people), key=lambda pair: -pair[1])

    @property
    def rate(self) -> float | None:
        """How many of a hundred views ended here; None while too few have looked."""
        return mending.rate(self.lately, self.views)


@dataclass(frozen=True)
class Version:
    """A published version of a guide."""

    revision: int
    at: datetime


def stuck_points(
    viewer: Any, *, state: str = "", service: Service | None = None, reason: str = ""
) -> list[PointReport]:
    """Every step at which people got stuck, the highest rate first; the same number of queries however many."""
    points = _readable(viewer)
    if state:
        points = points.filter(state=state)
    if reason:
        points = points.filter(pk__in=StuckReport.objects.filter(reason=reason).values("point"))
    if service:
        keys = GuidePage.objects.filter(service=service).values("translation_key")
        points = points.filter(anchor__page_key__in=keys)
    rows = _reported(viewer, points)
    return sorted(rows, key=lambda row: (row.rate is None, -(row.rate or 0), -row.people, -row.point.pk))


def new_stuck_points(viewer: Any) -> QuerySet[StuckPoint]:
    """Those about which nobody has done anything yet."""
    return _readable(viewer).filter(state=StuckPoint.State.NEW)


def stuck_point(viewer: Any, pk: int) -> PointReport | None:
    """One of them; nothing where the viewer may not read it."""
    return next(iter(_reported(viewer, _readable(viewer).filter(pk=pk))), None)


def reports_of(viewer: Any, point: StuckPoint) -> QuerySet[StuckReport]:
    """What people said who got stuck at a step, newest first; many leave it at the reason."""
    found = StuckReport.objects.filter(point=point, point__in=_readable(viewer).values("pk"))
    return found.select_related("struck_by", "point")


def answers_at(viewer: Any, point: StuckPoint) -> list[Answer]:
    """What offices answered at a step, newest first."""
    found = Answer.objects.filter(answerable__in=_readable(viewer).filter(pk=point.pk).values("answerable"))
    return list(found.select_related("body", "author").prefetch_related("body__texts"))


def outcomes_of(viewer: Any, point: StuckPoint) -> QuerySet[Outcome]:
    """What people said who did not get it done because of a step, newest first."""
    found = Outcome.objects.filter(failed_at=point.anchor_id)
    return found.filter(failed_at__in=_readable(viewer).values("anchor")).select_related("struck_by")


def may_read_said(viewer: Any, said: StuckReport | Outcome) -> bool:
    """Whether the viewer may read these words."""
    anchor = said.point.anchor_id if isinstance(said, StuckReport) else said.failed_at_id
    return _readable(viewer).filter(anchor=anchor).exists()


def services_of_guides(viewer: Any) -> QuerySet[Service]:
    """The services that guides are about, for those who read the reports."""
    if not rules.may_read_reports(roles_of(viewer)):
        return Service.objects.none()
    return Service.objects.filter(pk__in=GuidePage.objects.values("service")).prefetch_related("texts").order_by("slug")


def versions_of(viewer: Any, point: StuckPoint) -> list[Version]:
    """The versions of a guide that may have fixed a step: published since people first got stuck, newest first."""
    if not _readable(viewer).filter(pk=point.pk).exists():
        return []
    found = published_since(point.anchor.page_key, point.created_at)
    return [Version(revision, at) for revision, at in found[:MOST_VERSIONS]]


def _readable(viewer: Any) -> QuerySet[StuckPoint]:
    """The stuck points whose reports the viewer may read."""
    if not rules.may_read_reports(roles_of(viewer)):
        return StuckPoint.objects.none()
    return StuckPoint.objects.exclude(anchor__page_key__in=kept_from(viewer)).select_related("anchor", "answerable")


def _reported(viewer: Any, found: QuerySet[StuckPoint]) -> list[PointReport]:
    failures = Outcome.objects.filter(failed_at=OuterRef("anchor")).order_by().values("failed_at")
    points = list(
        found.annotate(
            people=Count("reports__participant", distinct=True),
            latest=Max("reports__created_at"),
            failed=Subquery(failures.annotate(people=Count("pk")).values("people")),
        )
    )
    if not points:
        return []
    guides = _guides({point.anchor.page_key for point in points})
    today = wordings_today(step for guide in guides.values() for step in guide.steps.all())
    people, answers, reasons = people_by_wording(points), latest_answers(points), _reasons(points)
    places = {point.pk: place for point, place in zip(points, _places(points, guides), strict=True)}
    seen, lately = _lately(viewer, points)
    return [
        PointReport(
            point=point,
            place=places[point.pk],
            people=point.people,
            today=people[point.pk].get(today.get(point.anchor.step_key, "") if point.anchor.step_key else "", 0),
            failed=point.failed or 0,
            reasons=reasons[point.pk],
            latest=point.latest,
            is_answered=point.pk in answers,
            views=seen[point.anchor.page_key].views if point.anchor.page_key in seen else 0,
            lately=lately[point.pk],
        )
        for point in points
    ]


def _guides(keys: Iterable[UUID]) -> dict[UUID, GuidePage]:
    """The guide of each key: published before not, in the reader's language before another, the oldest of those."""
    rows = (
        GuidePage.objects.filter(translation_key__in=set(keys))
        .select_related("locale", "service")
        .prefetch_related("steps", "service__texts")
    )
    language = get_language()
    ranked = sorted(rows, key=lambda page: (page.live, page.locale.language_code == language, -page.pk))
    return {page.translation_key: page for page in ranked}


def _places(points: Sequence[StuckPoint], guides: dict[UUID, GuidePage]) -> Iterable[Place]:
    steps = {key: {at.step_key: at for at in guide.anchors()} for key, guide in guides.items()}
    gone = [point for point in points if point.anchor.step_key not in steps.get(point.anchor.page_key, {})]
    quoted = dict(
        StuckReport.objects.filter(point__in=gone).order_by("created_at", "pk").values_list("point", "step_title")
    )
    for point in points:
        guide = guides.get(point.anchor.page_key)
        at = steps.get(point.anchor.page_key, {}).get(point.anchor.step_key)
        url = (guide.get_url() or "") if guide and guide.live else ""
        if at:
            yield Place(guide, at.label, f"{url}#{at.fragment}" if url else "", is_step=True)
        else:
            yield Place(guide, quoted.get(point.pk, ""), url, is_step=False)


def _reasons(points: Sequence[StuckPoint]) -> dict[int, dict[str, int]]:
    rows = StuckReport.objects.filter(point__in=points).order_by().values("point", "reason")
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows.annotate(people=Count("participant", distinct=True)):
        found[row["point"]][row["reason"]] = row["people"]
    return found


def _lately(viewer: Any, points: Sequence[StuckPoint]) -> tuple[dict[UUID, pages.Seen], Counter[int]]:
    """Views of each guide in the last days, and how often people got stuck at each step on days with counted views."""
    first = timezone.localdate() - timedelta(days=mending.RATE_DAYS - 1)
    seen = pages.views_since(viewer, {point.anchor.page_key for point in points}, first)
    keys = {point.pk: point.anchor.page_key for point in points}
    rows = (
        StuckReport.objects.filter(point__in=points, created_at__gte=_begin(first))
        .order_by()
        .annotate(on=TruncDate("created_at"))
        .values("point", "on")
        .annotate(people=Count("participant", distinct=True))
    )
    counts: Counter[int] = Counter()
    for row in rows:
        known = seen.get(keys[row["point"]])
        if known and row["on"] >= known.since:
            counts[row["point"]] += row["people"]
    return seen, counts


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
