"""What people said about the guides without an account, and what the offices answered."""

import random
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from commons.directory.models import PublicBody
from commons.pages import services as pages
from commons.pages.services import anchor_for
from commons.people.models import User
from commons.people.participants import Participant
from guides.walkthroughs import mending, selectors
from guides.walkthroughs import services as walkthroughs
from guides.walkthroughs.models import StuckPoint

from .clock import Schedule, on_day
from .guides import Guide
from .people import People
from .texts import LANGUAGES, read
from .town import Town

ANSWERS = ("yes", "not-yet", "no")


def plan(schedule: Schedule, town: Town, people: People, guides: Mapping[str, Guide]) -> None:
    """Plan when people say where they got stuck and whether they got it done, and when the offices answer."""
    told = read("feedback")
    for row in told["stuck"]:
        for moment in _moments(row):
            schedule.then(moment, _report, guide=guides[row["guide"]], row=row)
    for row in told["outcomes"]:
        _plan_outcomes(schedule, guides[row["guide"]], row)
    for row in told["answers"]:
        given = {"guide": guides[row["guide"]], "body": town.bodies[row["body"]], "by": people["official"]}
        schedule.then(on_day(row["day"], 11), _answer, row=row, **given)
    for row in told["mended"]:
        given = {"guide": guides[row["guide"]], "by": people["editor"]}
        schedule.then(on_day(row["day"], 12), _mend, row=row, **given)
    for slug, views in told["views"].items():
        _open(guides[slug], slug, views)


def _mend(guide: Guide, row: Mapping[str, Any], by: User) -> None:
    """Say what became of a step; fixed by the version that was published last."""
    point = _point(guide, row)
    versions = selectors.versions_of(by, point) if row["state"] == "fixed" else []
    revision = versions[0].revision if versions else None
    walkthroughs.set_state(by=by, point=point, state=row["state"], revision=revision)


def _open(guide: Guide, slug: str, views: int) -> None:
    """Count how often people opened a guide on each of the last days: fewer on some than on others."""
    chance, today = random.Random(slug), timezone.localdate()
    days = [today - timedelta(days=number) for number in range(mending.RATE_DAYS)]
    pages.add_views(counts={(guide.key, day): chance.randint(views // 2, views * 3 // 2) for day in days})


def _answer(guide: Guide, row: Mapping[str, Any], body: PublicBody, by: User) -> None:
    walkthroughs.answer_stuck_point(by=by, point=_point(guide, row), body=body, text=row["en"])


def _point(guide: Guide, row: Mapping[str, Any]) -> StuckPoint:
    return StuckPoint.objects.get(anchor=anchor_for(page_key=guide.key, step_key=guide.steps[row["step"] - 1]))


def _report(guide: Guide, row: Mapping[str, Any]) -> None:
    page = guide.pages[row.get("language", LANGUAGES[0])]
    walkthroughs.report_stuck(
        by=_somebody(),
        page=page,
        step_key=guide.steps[row["step"] - 1],
        reason=row["reason"],
        words=row.get("words", ""),
    )


def _plan_outcomes(schedule: Schedule, guide: Guide, row: Mapping[str, Any]) -> None:
    """Spread what they say over the days since the guide was published, the answers mixed."""
    said = [answer for answer in ANSWERS for _person in range(row[answer])]
    random.Random(row["guide"]).shuffle(said)
    first = read("guides")[row["guide"]]["first"]
    for number, answer in enumerate(said, start=1):
        failed = guide.steps[row["failed"] - 1] if answer == "no" else None
        words = row.get("words", "") if answer == "no" and "no" not in said[: number - 1] else ""
        moment = on_day(round(first * (1 - number / (len(said) + 1))), _hour(number))
        schedule.then(moment, _tell_outcome, guide=guide, answer=answer, failed=failed, words=words)


def _tell_outcome(guide: Guide, answer: str, failed: UUID | None, words: str) -> None:
    page = guide.pages[LANGUAGES[0]]
    walkthroughs.record_outcome(by=_somebody(), page=page, answer=answer, failed_step_key=failed, words=words)


def _moments(row: Mapping[str, Any]) -> Iterator[datetime]:
    """When a report was sent; of many, evenly over the days."""
    if "day" in row:
        yield on_day(row["day"], _hour(row["step"]))
        return
    first, last = row["days"]
    for number in range(row["times"]):
        yield on_day(round(first + (last - first) * number / max(1, row["times"] - 1)), _hour(number))


def _hour(number: int) -> float:
    """Some time between breakfast and supper."""
    return 8 + number * 5 % 13


def _somebody() -> Participant:
    """A visitor nobody knows, another one each time."""
    return Participant(secrets.token_urlsafe(16))
