"""What people said about guides: counts for everyone, words for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from commons.answers.models import Answer
from commons.pages import selectors as pages
from commons.people.roles import roles_of

from .. import rules
from ..models import GuidePage, Outcome, StuckPoint, StuckReport


@dataclass(frozen=True)
class StepFeedback:
    """What everyone sees of a step: how many got stuck, and the office's latest answer."""

    stuck: int
    answer: Answer | None


@dataclass(frozen=True)
class Tally:
    """How many said whether they got it done."""

    told: int = 0
    done: int = 0

    @property
    def percent(self) -> int:
        """How many of a hundred got it done."""
        return round(100 * self.done / self.told) if self.told else 0

    @property
    def tells_something(self) -> bool:
        """Whether enough have told for a share to mean anything."""
        return self.told >= rules.FEWEST_TO_TELL


@dataclass(frozen=True)
class PointReport:
    """A stuck point as staff read it."""

    point: StuckPoint
    place: pages.Place | None
    people: int
    latest: Any
    answered: bool


def feedback_of(page: GuidePage) -> dict[UUID, StepFeedback]:
    """By step key, what people said; the same whichever language the page is in. Three queries however many steps."""
    points = list(
        StuckPoint.objects.filter(anchor__page_key=page.translation_key)
        .select_related("anchor")
        .annotate(people=Count("reports__participant", distinct=True))
    )
    answers: dict[int, Answer] = {}
    if points:
        rows = Answer.objects.filter(answerable__in=[point.answerable_id for point in points]).order_by(
            "published_at", "pk"
        )
        answers = {
            answer.answerable_id: answer for answer in rows.select_related("body").prefetch_related("body__texts")
        }
    return {
        point.anchor.step_key: StepFeedback(point.people, answers.get(point.answerable_id))
        for point in points
        if point.anchor.step_key
    }


def tally(page: GuidePage) -> Tally:
    """How many got it done, over all languages."""
    counts = Outcome.objects.filter(anchor__page_key=page.translation_key, anchor__step_key=None).aggregate(
        told=Count("pk"), done=Count("pk", filter=Q(answer=Outcome.Answer.YES))
    )
    return Tally(**counts)


def stuck_points(viewer: Any) -> list[PointReport]:
    """Every step at which people got stuck, most people first; empty for those who may not read reports."""
    if not rules.may_read_reports(roles_of(viewer)):
        return []
    points = list(
        StuckPoint.objects.select_related("anchor")
        .annotate(
            people=Count("reports__participant", distinct=True),
            latest=Max("reports__created_at"),
            answer_count=Count("answerable__answers", distinct=True),
        )
        .order_by("-people", "-latest")
    )
    places = _places(point.anchor for point in points)
    return [
        PointReport(point, places.get(point.anchor_id), point.people, point.latest, point.answer_count > 0)
        for point in points
    ]


def _places(anchors: Iterable[Any]) -> dict[int, pages.Place | None]:
    """Where each anchor is today: two queries and one for each guide's steps, whatever the number of anchors."""
    anchors = list(anchors)
    found = pages.pages_by_key(None, {anchor.page_key for anchor in anchors})
    guides = GuidePage.objects.in_bulk([page.pk for page in found.values()])
    steps = {
        key: {point.step_key: point for point in guides[page.pk].anchors()}
        for key, page in found.items()
        if page.pk in guides
    }
    places: dict[int, pages.Place | None] = {}
    for anchor in anchors:
        point = steps.get(anchor.page_key, {}).get(anchor.step_key)
        page = found.get(anchor.page_key)
        if page is None:
            places[anchor.pk] = None
        else:
            address = f"{page.get_url() or ''}#{point.fragment}" if point else page.get_url() or ""
            places[anchor.pk] = pages.Place(page, point.label if point else "", address, is_step=point is not None)
    return places


def place_of(point: StuckPoint) -> pages.Place | None:
    """Where a stuck point is today."""
    return _places([point.anchor])[point.anchor_id]


def reports_of(viewer: Any, point: StuckPoint) -> QuerySet[StuckReport]:
    """What people wrote about one step, newest first; for staff who can mend something."""
    if not rules.may_read_reports(roles_of(viewer)):
        return StuckReport.objects.none()
    return point.reports.all()
