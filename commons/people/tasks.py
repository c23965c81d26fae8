"""Background work on accounts: mails about erasures, erasures that are due, sessions that are over."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.utils import timezone

from commons.jobs.services.running import JobHandle

from . import mails, services
from .models import Erasure, User

logger = logging.getLogger(__name__)


def write_about_erasure(payload: dict[str, Any], job: JobHandle) -> None:
    """Tell a person what was asked for, or that they stay; nobody is told who is gone meanwhile."""
    person = User.objects.filter(pk=payload["person"]).first()
    if person is not None:
        due = datetime.fromisoformat(payload["due"])
        mails.send(payload["mail"], email=person.email, language=person.language, due=due)


def erase_due(payload: dict[str, Any], job: JobHandle) -> None:
    """Erase who asked for it and did not come back. Each stands for itself: one that is refused stops no other."""
    now = timezone.now()
    for asked in Erasure.objects.filter(due_at__lte=now).select_related("person").order_by("due_at"):
        person = asked.person
        email, language = person.email, person.language
        try:
            gone = services.erase(person=person, now=now)
        except services.ErasureRefused as refused:
            logger.warning("an erasure that is due waits: %s", refused.code)
            continue
        if gone:
            _say_goodbye(email, language)


def forget_expired_sessions(payload: dict[str, Any], job: JobHandle) -> None:
    """Delete sessions that are over."""
    services.forget_expired()


def _say_goodbye(email: str, language: str) -> None:
    """The last mail, to an address nobody holds any more: what goes wrong with it is noted without the address."""
    try:
        mails.send("erasure_done", email=email, language=language)
    except (SMTPException, OSError) as error:
        logger.warning("the last mail to somebody who was erased could not be sent: %s", type(error).__name__)
