"""Looking after cases and deciding them."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.people.models import User
from commons.people.refusals import Refused
from commons.ui.dates import moment_in_words

from ..adapters import Adapter, Thing
from ..models import Decision, Pause, Report, Reportable
from ..rules import LONGEST_WORDS, PAUSES, TERMS, ModerationRefused, Outcome, Reason
from ..selectors.desk import moderates, moderators_of, why_not
from ..selectors.own import paused_until
from ..selectors.policy import Rule
from . import telling
from .handles import find, locked
from .reporting import named, within


def decide(
    *,
    by: Any,
    kind: str,
    pk: int,
    outcome: Outcome,
    rule: str = "",
    words: str = "",
    seen: int = 0,
    days: int | None = None,
) -> Decision:
    """Decide about a thing, do it, and tell its author and those who reported it. Raises ModerationRefused.

    `seen` is the version of the case that was looked at: whoever comes second is told what the first decided.
    """
    adapter, thing = find(kind, pk)
    _refuse(why_not(by, thing, outcome) if not _was_decided(thing, seen) else None)
    broken = named(rule) if TERMS[outcome].rule or rule else None
    needed = _("Say to its author why, and what they can do.") if TERMS[outcome].rule else ""
    said = within(words, LONGEST_WORDS, needed=needed)
    if (outcome == Outcome.PAUSE) != (days in PAUSES):
        raise ModerationRefused(_("Choose for how long."), code="days", field="days")
    with transaction.atomic():
        handle = locked(adapter, thing)
        if handle.version != seen:
            raise ModerationRefused(_meanwhile(handle), code="meanwhile")
        made = _write(by, handle, thing, outcome, broken, said, days)
        _carry_out(by, adapter, thing, handle, outcome, broken)
        if outcome == Outcome.PAUSE:
            Pause.objects.create(decision=made, person=thing.author, until=made.at + timedelta(days=days or 0))
        else:
            _close(handle, made)
        telling.decided(made, thing)
        return made


def hand(*, by: Any, reportable: Reportable, to: User | None) -> Reportable:
    """Let a moderator look after a case, oneself or another; None lets go of it. Raises ModerationRefused."""
    if not moderates(by, reportable.body_id):
        _refuse(Reason.NOT_ALLOWED)
    if to is not None and to not in moderators_of(by, reportable.body_id):
        raise ModerationRefused(_("This person does not moderate here."), code="not-allowed", field="to")
    with transaction.atomic():
        current = Reportable.objects.select_for_update().get(pk=reportable.pk)
        current.held_by = to
        current.save(update_fields=["held_by"])
        return current


def note_edited(*, handle: int | None) -> None:
    """Note that an author changed something: what they were asked for is done, and a moderator looks once more."""
    if handle is not None:
        Reportable.objects.filter(pk=handle, edit_asked=True).update(edit_asked=False, waiting_since=timezone.now())


def refuse_paused(by: Any) -> None:
    """Refuse words of a person who is paused, and say until when; raises ModerationRefused."""
    until = paused_until(by)
    if until is not None:
        message = _("You can’t write here until %(until)s. You were told why; there you can ask for a second look.")
        raise ModerationRefused(message % {"until": moment_in_words(until)}, code="paused")


def _was_decided(thing: Thing, seen: int) -> bool:
    """Tell whether somebody decided about it since: then that is what is to be said, not how it stands now."""
    return Reportable.objects.filter(pk=thing.handle).exclude(version=seen).exists() if thing.handle else seen != 0


def _refuse(reason: Reason | None) -> None:
    if reason is not None:
        raise ModerationRefused(str(reason.label), code=reason.value)


def _meanwhile(handle: Reportable) -> str:
    latest = handle.decisions.select_related("by").first()
    if latest is None:
        return _("This case has moved on meanwhile. Look at it again.")
    name = latest.by.public_name if latest.by else _("Somebody who has left")
    values = {"name": name, "outcome": latest.get_outcome_display()}
    return _("%(name)s decided this meanwhile: %(outcome)s. Nothing of yours was done; look at it again.") % values


def _write(
    by: Any, handle: Reportable, thing: Thing, outcome: Outcome, rule: Rule | None, words: str, days: int | None
) -> Decision:
    return Decision.objects.create(
        reportable=handle,
        outcome=outcome,
        rule_key=rule.key if rule else None,
        rule_number=rule.number if rule else None,
        rule_title=rule.title if rule else "",
        words=words,
        by=by,
        author=thing.author,
        at=timezone.now(),
        days=days,
    )


def _carry_out(
    by: Any, adapter: Adapter, thing: Thing, handle: Reportable, outcome: Outcome, rule: Rule | None
) -> None:
    """Do what was decided, through the services of the app whose thing it is."""
    try:
        if outcome == Outcome.HIDE:
            adapter.hide(by=by, pk=thing.pk, why=rule.label if rule else "")
        elif outcome == Outcome.RESTORE:
            adapter.restore(by=by, pk=thing.pk)
    except Refused as refused:
        raise ModerationRefused(refused.message, code=refused.code) from refused
    handle.version += 1
    handle.edit_asked = outcome == Outcome.ASK_EDIT if outcome != Outcome.PAUSE else handle.edit_asked
    handle.save(update_fields=["version", "edit_asked"])


def _close(handle: Reportable, decision: Decision) -> None:
    """The reports that waited are answered by this."""
    Report.objects.filter(reportable=handle, decision=None).update(decision=decision)
    handle.waiting_since = handle.held_by = None
    handle.save(update_fields=["waiting_since", "held_by"])
