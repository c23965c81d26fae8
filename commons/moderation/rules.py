"""Who may decide what about whose words, as tables. Imports no models."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commons.people.refusals import Refused

#: Characters of what somebody writes with a report, of what a moderator writes to an author, and of an appeal.
LONGEST_REPORT, LONGEST_WORDS, LONGEST_APPEAL = 1_000, 2_000, 2_000
#: How long after a decision its author may ask for a second look.
APPEAL_WINDOW = timedelta(days=30)
#: Days for which a person may be kept from writing: what a moderator chooses from.
PAUSES = (1, 7, 30)


class ModerationRefused(Refused):
    """Something can't be reported, decided or appealed against like this."""

    code = "moderation"


class Standing(TextChoices):
    """How a thing stands before everyone."""

    SHOWN = "shown", _("Shown")
    HIDDEN = "hidden", _("Hidden")
    GONE = "gone", _("Taken back or erased")


class Outcome(TextChoices):
    """What a moderator decides."""

    KEEP = "keep", _("Kept")
    HIDE = "hide", _("Hidden")
    RESTORE = "restore", _("Shown again")
    ASK_EDIT = "ask-edit", _("Change asked for")
    PAUSE = "pause", _("Person paused")


class Verdict(TextChoices):
    """What became of an appeal."""

    WAITING = "waiting", _("Waiting for a second look")
    UPHELD = "upheld", _("The decision stands")
    OVERTURNED = "overturned", _("The decision was taken back")


class Reason(TextChoices):
    """Why a decision is refused, in the words the moderator reads."""

    NOT_ALLOWED = "not-allowed", _("Only a moderator of this body can decide this.")
    OWN = "own", _("You wrote this yourself, so another moderator decides.")
    SAME = "same", _("You decided this yourself, so another moderator takes the second look.")
    NOT_NOW = "not-now", _("It does not stand as it did, so this can’t be decided about it any more.")
    NO_AUTHOR = "no-author", _("Nobody knows who wrote this, so nobody can be told.")
    NO_EDIT = "no-edit", _("Its author has no way to change this.")


@dataclass(frozen=True, slots=True)
class Terms:
    """One row of the table: how a thing must stand for an outcome, and what has to come with it."""

    standing: AbstractSet[Standing]
    rule: bool = False
    """Whether it names a rule of the policy and says in words why."""
    author: bool = False
    editable: bool = False
    appeal: bool = False


_ANY = frozenset(Standing)
TERMS: dict[Outcome, Terms] = {
    Outcome.KEEP: Terms(frozenset({Standing.SHOWN})),
    Outcome.HIDE: Terms(frozenset({Standing.SHOWN}), rule=True, appeal=True),
    Outcome.RESTORE: Terms(frozenset({Standing.HIDDEN})),
    Outcome.ASK_EDIT: Terms(frozenset({Standing.SHOWN}), rule=True, author=True, editable=True, appeal=True),
    Outcome.PAUSE: Terms(_ANY, rule=True, author=True, appeal=True),
}
#: Decisions whose author may ask for a second look.
APPEALABLE = frozenset(outcome for outcome, terms in TERMS.items() if terms.appeal)


def may_moderate(*, is_moderator: bool, bodies: Collection[int], body: int | None) -> bool:
    """Tell whether a person moderates what a public body is responsible for.

    Whoever was named for some bodies moderates theirs alone; a moderator who was named for none, the whole site.
    """
    return is_moderator and (not bodies or body in bodies)


def refusal(
    outcome: Outcome, *, standing: Standing, moderates: bool, is_author: bool, has_author: bool, editable: bool
) -> Reason | None:
    """Say why an outcome can't be decided, the most useful reason first, or None where it can."""
    terms = TERMS[outcome]
    if not moderates:
        return Reason.NOT_ALLOWED
    if is_author:
        return Reason.OWN
    if standing not in terms.standing:
        return Reason.NOT_NOW
    if terms.author and not has_author:
        return Reason.NO_AUTHOR
    return Reason.NO_EDIT if terms.editable and not editable else None


def second_look(*, moderates: bool, is_author: bool, decided_first: bool) -> Reason | None:
    """Say why a person may not decide an appeal, or None where they may: never who decided, nor who wrote it."""
    if not moderates:
        return Reason.NOT_ALLOWED
    if is_author:
        return Reason.OWN
    return Reason.SAME if decided_first else None


def may_appeal(*, outcome: str, is_author: bool, appealed: bool, at: datetime, now: datetime) -> bool:
    """Tell whether the author of something may ask for a second look: once, within the window."""
    return outcome in APPEALABLE and is_author and not appealed and now < at + APPEAL_WINDOW
