"""Where people get stuck, as tables to work on elsewhere. Nothing in them says who."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Outcome, StuckReport
from .selectors import PointReport


def steps_head() -> list[Any]:
    """What the columns of `steps_rows` are called."""
    return [
        *(_("Guide"), _("Step"), _("Service"), _("State"), _("Fixed on")),
        *(_("People"), _("Over today's wording"), _("Over earlier wordings"), _("Not done because of it")),
        *StuckReport.Reason.labels,
        *(_("Views in 90 days"), _("Stuck of 100 views"), _("Last"), _("Answered"), _("Address")),
    ]


def steps_rows(rows: Iterable[PointReport]) -> Iterator[list[Any]]:
    """One line a step."""
    for row in rows:
        guide = row.place.guide
        yield [
            *(guide.title if guide else "", row.place.title, guide.service.name if guide else ""),
            *(row.point.get_state_display(), _day(row.point.fixed_at)),
            *(row.people, row.today, row.earlier, row.failed),
            *(row.reasons.get(reason, 0) for reason in StuckReport.Reason.values),
            *(row.views, "" if row.rate is None else row.rate, _day(row.latest)),
            *(_("Yes") if row.is_answered else _("No"), row.place.address),
        ]


def words_head() -> list[Any]:
    """What the columns of `words_rows` are called."""
    return [_("Day"), _("Language"), _("Why"), _("In their words"), _("step as it was"), _("text as it was")]


def words_rows(said: Iterable[StuckReport | Outcome]) -> Iterator[list[Any]]:
    """One line for what one person said about a step."""
    for one in said:
        why = one.get_reason_display() if isinstance(one, StuckReport) else one.get_answer_display()
        yield [_day(one.changed_at), one.get_language_display(), why, one.words, one.step_title, one.step_text]


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
