"""Telling authors and reporters what was decided."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from commons.notifications.services import tell
from commons.notifications.words import Words, quoted

from ..adapters import Thing
from ..kinds import APPEALED, DECIDED, REPORTED
from ..models import Appeal, Decision
from ..rules import Outcome, Verdict

TO_AUTHOR = {
    Outcome.HIDE: gettext_noop("A moderator hid something you wrote, under rule %(number)s, “%(rule)s”"),
    Outcome.RESTORE: gettext_noop("Something you wrote is shown again"),
    Outcome.ASK_EDIT: gettext_noop("A moderator asks you to change something you wrote: rule %(number)s, “%(rule)s”"),
    Outcome.PAUSE: gettext_noop("You can’t write for %(days)s days: rule %(number)s, “%(rule)s”"),
}
TO_REPORTER = {
    Outcome.KEEP: gettext_noop("What you reported was looked at, and stays"),
    Outcome.HIDE: gettext_noop("What you reported was hidden"),
    Outcome.RESTORE: gettext_noop("What you reported was looked at, and is shown"),
    Outcome.ASK_EDIT: gettext_noop("The author of what you reported was asked to change it"),
}
TO_APPELLANT = {
    Verdict.UPHELD: gettext_noop("Your appeal was looked at by another moderator: the decision stands"),
    Verdict.OVERTURNED: gettext_noop("Your appeal was looked at by another moderator: the decision is taken back"),
}


def decided(decision: Decision, thing: Thing) -> None:
    """Tell the author, with what to change and the way to a second look, and whoever reported it signed in."""
    outcome, place = Outcome(decision.outcome), f"moderation:{decision.reportable_id}"
    if decision.author is not None and outcome in TO_AUTHOR:
        values = {"number": decision.rule_number or 0, "rule": decision.rule_title, "days": decision.days or 0}
        tell(
            people=[decision.author],
            kind=DECIDED,
            line=Words(TO_AUTHOR[outcome], values),
            said=quoted(decision.words, longest=2_000) if decision.words else None,
            role="staff",
            address=reverse("moderation:decision", args=[decision.pk]),
            thing=place,
            event=f"moderation.decided:{decision.pk}",
        )
    people = [report.by for report in decision.reports.select_related("by") if report.by is not None]
    if people and outcome in TO_REPORTER:
        tell(
            people=people,
            kind=REPORTED,
            line=Words(TO_REPORTER[outcome]),
            role="staff",
            address=reverse("moderation:thanks", args=[thing.kind, thing.pk]),
            thing=f"{place}.report",
            event=f"moderation.reported:{decision.pk}",
        )


def looked_again(appeal: Appeal) -> None:
    """Tell the author what became of their appeal."""
    if appeal.decision.author is None:
        return
    tell(
        people=[appeal.decision.author],
        kind=APPEALED,
        line=Words(TO_APPELLANT[Verdict(appeal.verdict)]),
        said=quoted(appeal.answer, longest=2_000),
        role="staff",
        address=reverse("moderation:decision", args=[appeal.decision_id]),
        thing=f"moderation:{appeal.decision.reportable_id}",
        event=f"moderation.appealed:{appeal.pk}",
    )
