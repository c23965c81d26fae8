"""What people said about the guides without an account, and what the offices answered."""

import random
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from commons.directory.models import PublicBody
from commons.pages.services import anchor_for
from commons.people.models import User
from commons.people.participants import Participant
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


def _answer(guide: Guide, row: Mapping[str, Any], body: PublicBody, by: User) -> None:
    anchor = anchor_for(page_key=guide.key, step_key=guide.steps[row["step"] - 1])
    point = StuckPoint.objects.get(anchor=anchor)
    walkthroughs.answer_stuck_point(by=by, point=point, body=body, text=row["en"])


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
        moment = on_day(round(first * (1 - number / (len(said) + 1))), _hour(number))
        schedule.then(moment, _tell_outcome, guide=guide, answer=answer, failed=failed)


def _tell_outcome(guide: Guide, answer: str, failed: UUID | None) -> None:
    page = guide.pages[LANGUAGES[0]]
    walkthroughs.record_outcome(by=_somebody(), page=page, answer=answer, failed_step_key=failed)


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
