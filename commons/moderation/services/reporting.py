"""Saying that a rule is broken."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.people.abuse import Limiter
from commons.people.participants import Participant
from commons.ui.plain_text import tidy

from ..models import Report
from ..rules import LONGEST_REPORT, ModerationRefused
from ..selectors.policy import Rule, rules
from .handles import find, locked

#: By device and by address; a household or a library shares an address.
BY_DEVICE, BY_ADDRESS = Limiter("report", 10, 3600), Limiter("report-address", 60, 3600)
#: About the words of one person, so that a crowd of reports is no weapon: by device and by address, a day.
OF_ONE_PERSON = (Limiter("report-person", 5, 24 * 3600), Limiter("report-person-address", 20, 24 * 3600))


def report(*, by: Participant, kind: str, pk: int, rule: str, words: str = "", address: str = "") -> Report:
    """Report a thing for breaking a rule; again is the same report. Raises ModerationRefused.

    However many report it, nothing is hidden by that: a person decides.
    """
    adapter, thing = find(kind, pk)
    if not adapter.visible_to(by.person or AnonymousUser(), pk):
        raise ModerationRefused(_("This is no longer shown."), code="not-found")
    broken, said = named(rule), within(words, LONGEST_REPORT)
    with transaction.atomic():
        handle = locked(adapter, thing)
        mine = by.key_in(f"moderation:{handle.pk}")
        sent = Report.objects.filter(reportable=handle, participant=mine).first()
        if sent:
            return sent
        _check_limits(by, address, thing.author.pk if thing.author else None)
        try:
            with transaction.atomic():
                made = Report.objects.create(
                    reportable=handle, participant=mine, by=by.person, rule_key=broken.key, words=said
                )
        except IntegrityError:
            return Report.objects.get(reportable=handle, participant=mine)
        if handle.waiting_since is None:
            handle.waiting_since = timezone.now()
            handle.save(update_fields=["waiting_since"])
        return made


def named(key: str) -> Rule:
    """Give the rule of the published policy with a key; raises ModerationRefused for any other."""
    try:
        wanted = UUID(key)
    except ValueError:
        wanted = None
    found = next((rule for rule in rules() if rule.key == wanted), None)
    if found is None:
        raise ModerationRefused(_("Choose one of the rules."), code="rule", field="rule")
    return found


def within(text: str, longest: int, *, needed: str = "") -> str:
    """Give words as they are kept; refused where they are too long, or none where some are needed."""
    words = tidy(text)
    if needed and not words:
        raise ModerationRefused(needed, code="empty", field="words")
    if len(words) > longest:
        message = _("Use at most %(count)d characters.") % {"count": longest}
        raise ModerationRefused(message, code="long", field="words")
    return words


def _check_limits(by: Participant, address: str, author: int | None) -> None:
    able = BY_DEVICE.take(by.secret) and BY_ADDRESS.take(address)
    if able and author is not None:
        able = OF_ONE_PERSON[0].take(f"{by.secret}:{author}") and OF_ONE_PERSON[1].take(f"{address}:{author}")
    if not able:
        message = _("You have sent many reports. They are being read; send this one later, it matters as much then.")
        raise ModerationRefused(message, code="too-many")
