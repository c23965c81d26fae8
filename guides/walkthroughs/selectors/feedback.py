"""What everyone sees of what people said about a guide: counts, what became of it, and the office's answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import get_language

from commons.answers.models import Answer
from commons.pages.kept import kept

from .. import rules
from ..models import GuidePage, GuideStep, Outcome, StuckPoint, StuckReport
from .pages import may_see


@dataclass(frozen=True)
class StepFeedback:
    """What everyone sees of a step: how many got stuck, over which wording, the latest answer, what became of it."""

    stuck: int
    today: int
    """How many of them over the words of today."""
    answer: Answer | None
    is_being_fixed: bool
    fixed_at: datetime | None
    changed_at: datetime | None
    """Since when the step says something else than those people read."""

    @property
    def earlier(self) -> int:
        """How many got stuck over words that are not there any more, and not over today's."""
        return self.stuck - self.today


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


def feedback_of(viewer: Any, page: GuidePage, *, passed: Collection[int] = ()) -> dict[UUID, StepFeedback]:
    """By step key, what people said, whichever language the page is in; nothing of a guide the viewer may not see."""
    return _feedback(page) if may_see(viewer, page, passed=passed) else {}


def tally(viewer: Any, page: GuidePage, *, passed: Collection[int] = ()) -> Tally:
    """How many got it done, over all languages; nothing of a guide the viewer may not see."""
    return _tally(page) if may_see(viewer, page, passed=passed) else Tally()


def said_of(viewer: Any, page: GuidePage, *, passed: Collection[int] = ()) -> tuple[dict[UUID, StepFeedback], Tally]:
    """Both of them, for the page of a guide."""
    return _said(page) if may_see(viewer, page, passed=passed) else ({}, Tally())


@kept(lambda page: (page.pk, get_language()))
def _said(page: GuidePage) -> tuple[dict[UUID, StepFeedback], Tally]:
    return _feedback(page), _tally(page)


def wordings_today(steps: Iterable[GuideStep]) -> dict[UUID, str]:
    """What names today's words of each step: those of the site's first language, as a translation is no other wording.

    Steps that the first language doesn't have are named by their own.
    """
    own = {step.translation_key: step for step in steps}
    rows = GuideStep.objects.filter(translation_key__in=own, locale__language_code=settings.LANGUAGE_CODE)
    known = {**own, **{step.translation_key: step for step in rows}}
    return {key: rules.wording(step.title, step.text) for key, step in known.items()}


def people_by_wording(points: Iterable[StuckPoint]) -> dict[int, dict[str, int]]:
    """By point and wording, how many people got stuck."""
    rows = StuckReport.objects.filter(point__in=points).order_by().values("point", "wording")
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows.annotate(people=Count("participant", distinct=True)):
        found[row["point"]][row["wording"]] = row["people"]
    return found


def latest_answers(points: Iterable[StuckPoint]) -> dict[int, Answer]:
    """By point, the office's latest word."""
    answerables = {point.answerable_id: point.pk for point in points}
    rows = Answer.objects.filter(answerable__in=answerables).order_by("published_at", "pk")
    answers = rows.select_related("body").prefetch_related("body__texts")
    return {answerables[answer.answerable_id]: answer for answer in answers}


def _feedback(page: GuidePage) -> dict[UUID, StepFeedback]:
    """Six queries at most, however many steps."""
    points = list(
        StuckPoint.objects.filter(anchor__page_key=page.translation_key, anchor__step_key__isnull=False)
        .select_related("anchor")
        .annotate(people=Count("reports__participant", distinct=True))
    )
    if not points:
        return {}
    steps = list(page.steps.all())
    today, people, answers = wordings_today(steps), people_by_wording(points), latest_answers(points)
    changed = {step.translation_key: step.changed_at for step in steps}
    return {
        step_key: StepFeedback(
            stuck=point.people,
            today=people[point.pk].get(today.get(step_key, ""), 0),
            answer=answers.get(point.pk),
            is_being_fixed=point.state == StuckPoint.State.BEING_FIXED,
            fixed_at=point.fixed_at,
            changed_at=changed.get(step_key),
        )
        for point in points
        if (step_key := point.anchor.step_key)
    }


def _tally(page: GuidePage) -> Tally:
    counts = Outcome.objects.filter(anchor__page_key=page.translation_key, anchor__step_key=None).aggregate(
        told=Count("pk"), done=Count("pk", filter=Q(answer=Outcome.Answer.YES))
    )
    return Tally(**counts)
