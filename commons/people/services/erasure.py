"""Leaving for good: asked for, waited for, and carried out.

Whoever decides locks the account's row first, so that asking twice, coming back and the day itself never cross.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from commons.jobs import services as jobs

from ..models import Erasure, User
from ..personal_data import registered
from ..refusals import Refused
from ..roles import LEADS
from ..rules import TIME_TO_COME_BACK
from .sessions import end_sessions

WRITE = "commons.people.tasks.write_about_erasure"


class ErasureRefused(Refused):
    """This account can't be erased now."""

    code = "erasure"


def ask_erasure(*, person: Any) -> Erasure:
    """Ask to be erased: roles are given back and sessions end at once, the rest waits. Raises ErasureRefused.

    Asked again, it gives what was asked before.
    """
    with transaction.atomic():
        person = _locked(person.pk)
        asked = Erasure.objects.filter(person=person).first()
        if asked is not None:
            return asked
        _refuse_last_lead(person)
        for record in registered():
            record.give_back(person)
        now = timezone.now()
        asked = Erasure.objects.create(person=person, asked_at=now, due_at=now + TIME_TO_COME_BACK)
        end_sessions(person=person)
        _write(person, "erasure_asked", asked)
        return asked


def keep_account(*, person: Any) -> bool:
    """Come back, by signing in; False for an account that is gone already. Without an erasure nothing happens."""
    with transaction.atomic():
        found = User.objects.select_for_update().filter(pk=person.pk).first()
        if found is None:
            return False
        asked = Erasure.objects.filter(person=found).first()
        if asked is not None:
            _write(found, "erasure_kept", asked)
            asked.delete()
        return True


def erase(*, person: Any, now: datetime) -> bool:
    """Carry an erasure out once its day has come; False where there is none any more. Raises ErasureRefused.

    Each app does what is to be done before the account's row goes (`commons.people.personal_data`).
    """
    with transaction.atomic():
        found = User.objects.select_for_update().filter(pk=person.pk).first()
        if found is None or not Erasure.objects.filter(person=found, due_at__lte=now).exists():
            return False
        _refuse_last_lead(found)
        _carry_out(found)
        return True


def remove(*, by: Any, person: Any) -> bool:
    """Delete somebody's account at once, as staff who keep accounts: done as if they had asked, and logged."""
    with transaction.atomic():
        found = User.objects.select_for_update().filter(pk=person.pk).first()
        if found is None:
            return False
        log(instance=found, action="wagtail.delete", user=by)
        _carry_out(found)
        return True


def _carry_out(person: User) -> None:
    for record in registered():
        record.give_back(person)
        record.erase(person)
    end_sessions(person=person)
    person.delete()


def _locked(pk: int) -> User:
    # Two leads who leave at the same moment wait for each other here.
    list(Group.objects.select_for_update().filter(name=LEADS))
    return User.objects.select_for_update().get(pk=pk)


def _refuse_last_lead(person: User) -> None:
    leads = User.objects.filter(Q(groups__name=LEADS) | Q(is_superuser=True), is_active=True)
    if leads.filter(pk=person.pk).exists() and not leads.exclude(pk=person.pk).filter(erasure=None).exists():
        message = _("You are the last digital lead, and without one nobody could run this site. Name another first.")
        raise ErasureRefused(message, code="last-lead")


def _write(person: User, mail: str, asked: Erasure) -> None:
    """Ask for a mail once what it tells is true. Its job knows a number only."""
    key = f"{mail}:{person.pk}:{asked.asked_at.isoformat()}"
    jobs.enqueue(task=WRITE, key=key, payload={"person": person.pk, "mail": mail, "due": asked.due_at.isoformat()})
