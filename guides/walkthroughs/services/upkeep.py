"""Keeping guides right: marking one as checked, reminding who checks it, and putting off what is not ready."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Revision

from commons.jobs import services as jobs
from commons.people.models import User
from commons.people.refusals import Refused

from .. import rules
from ..gate import Lacking
from ..models import GuidePage
from ..selectors.upkeep import due, who_checks

CHECKED = "guides.checked"
PUT_OFF = "guides.put_off"
"""How both are logged in the history of the page."""
REMIND = "guides.walkthroughs.tasks.send_reminder"


class CheckRefused(Refused):
    """The guide can't be marked as checked by this person."""

    code = "check"


def mark_checked(*, by: Any, page: GuidePage) -> date:
    """Note that somebody has tried every step today, in every language, and count the day of the next check.

    Only the two dates change: no draft is published by it. Raises CheckRefused.
    """
    if not rules.may_mark_checked(page.permissions_for_user(by), is_keeper=page.review_owner_id == by.pk):
        raise CheckRefused(_("Only those who publish guides, and who keeps this one right, can do that."))
    today = timezone.localdate()
    again = rules.months_after(today, page.check_every)
    with transaction.atomic():
        for one in GuidePage.objects.filter(translation_key=page.translation_key):
            one.last_checked, one.check_due = today, again
            one.save(update_fields=["last_checked", "check_due"], clean=False)
            _date_revisions(one, last_checked=today, check_due=again)
        log(instance=page, action=CHECKED, user=by)
    return again


def remind(*, today: date) -> int:
    """Ask for the mails about guides that are due; how many guides there are.

    Asked every day it sends each reminder once: the key of the job says which guide, which day and which reminder.
    """
    found = list(due(today))
    for page in found:
        day = page.check_due or today
        key = f"guide-check:{page.translation_key}:{day.isoformat()}:{rules.reminder(day, today)}"
        jobs.enqueue(task=REMIND, key=key, payload={"page": page.pk, "due": day.isoformat()})
    return len(found)


def send_reminder(*, page: GuidePage) -> int:
    """Tell who keeps a guide right that it is to be checked, each in their language; how many were told."""
    people = who_checks(page)
    for person in people:
        _write(person, "check_due", page=page, place=_editor(page))
    return len(people)


def put_off(*, page: GuidePage, revision: Revision, lacking: Sequence[Lacking]) -> None:
    """Take a guide that lacks something off the schedule, and tell whoever set the time what is missing."""
    with transaction.atomic():
        page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=page, action=PUT_OFF, revision=revision, data={"lacking": [one.lack.value for one in lacking]})
    people = [revision.user] if revision.user and revision.user.is_active else who_checks(page)
    for person in people:
        _write(person, "put_off", page=page, place=_editor(page), lacking=lacking)


def _write(person: User, name: str, **context: Any) -> None:
    """Send one plain mail in the language of the person; its first line is the subject."""
    with override(person.language or settings.LANGUAGE_CODE):
        text = render_to_string(f"walkthroughs/mail/{name}.txt", {"person": person, **context}).strip()
    subject, _blank, body = text.partition("\n")
    EmailMessage(subject, body.strip() + "\n", to=[person.email]).send()


def _editor(page: GuidePage) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[page.pk])


def _date_revisions(page: GuidePage, **dates: date) -> None:
    """Date the versions that may yet be published too: the next one must not bring the old day back."""
    pending = page.revisions.filter(pk__in=[page.latest_revision_id, page.live_revision_id])
    for revision in [*pending, *page.revisions.filter(approved_go_live_at__isnull=False)]:
        revision.content.update({name: day.isoformat() for name, day in dates.items()})
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
