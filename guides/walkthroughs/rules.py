"""What people may say about a guide, and who may read and answer it."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from commons.pages import anchors
from commons.pages.searchable import plain
from commons.people.roles import AGENTS, EDITORS, LEADS, OFFICIALS

LONGEST_WORDS = 1000
FEWEST_TO_TELL = 5
"""How many must have said whether they got it done before a share is shown: fewer tell nothing."""

REMIND_AGAIN_AFTER = 14
"""Days after which somebody who has not checked a guide is reminded again."""
LAST_REMINDER = 2
"""Number of the last reminder, the first being 0: after that, the list says it and mails would be noise."""


class Reason(StrEnum):
    """Why somebody got stuck."""

    UNCLEAR = "unclear"
    WRONG = "wrong"
    DID_NOT_WORK = "did-not-work"
    MISSING = "missing"


class Done(StrEnum):
    """Whether somebody got it done."""

    YES = "yes"
    NOT_YET = "not-yet"
    NO = "no"


def may_read_reports(roles: Collection[str]) -> bool:
    """Whether the words people sent about steps may be read: they are for those who can mend something."""
    return bool({EDITORS, OFFICIALS, AGENTS, LEADS} & set(roles))


def wording(title: str, text: str) -> str:
    """Names the words of a step: another name means that it was changed. Markup, which editors rewrite, is no word."""
    return anchors.wording(title, plain(text))


def first_wrong_time(starts: Sequence[int | None], duration: float) -> tuple[int, bool] | None:
    """The place of the first step that begins at the wrong second, and whether that is beyond the end of the film.

    Steps follow each other; those the film doesn't show have no second. None when all are right.
    """
    previous = -1
    for place, start in enumerate(starts):
        if start is None:
            continue
        if duration and start >= duration:
            return place, True
        if start <= previous:
            return place, False
        previous = start
    return None


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_due(*, due: date | None, last_checked: date | None, every: int, today: date) -> date:
    """When a guide is to be checked (again): the day that was set, unless it was checked since or none was set."""
    if due and not (last_checked and last_checked >= due):
        return due
    return months_after(last_checked or today, every)


def reminder(due: date, today: date) -> int | None:
    """Which reminder is to be sent today: none before the day, then one each `REMIND_AGAIN_AFTER` days, up to the last.

    Asked every day it gives the same number until the next is due, so that each can be sent once.
    """
    days = (today - due).days
    return None if days < 0 else min(days // REMIND_AGAIN_AFTER, LAST_REMINDER)


def newer_than_film(changed_at: datetime | None, start: int | None, film_since: datetime) -> datetime | None:
    """Since when a step says something else than the film that shows it; nothing for one the film does not show."""
    return changed_at if changed_at and start is not None and changed_at > film_since else None


def may_mark_checked(on_page: Any, *, is_keeper: bool) -> bool:
    """Who may say that a guide was checked: those who publish it, and who keeps it right while they may edit it."""
    return on_page.can_publish() or (is_keeper and on_page.can_edit())
