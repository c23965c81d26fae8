"""Mails: put together when they are due, sent by the worker, each once as far as SMTP allows."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from commons.jobs.rules import GiveUp
from commons.jobs.services import enqueue
from commons.people.mails import site_name
from commons.ui.mails import render_mail

from ..models import Mail, Notification
from ..rules import MailState
from ..selectors import Told, in_mail

#: Signs the addresses by which mails are ended without signing in.
OFF = "commons.notifications.off"
#: People whose mails are put together in one go; the rest follow a minute later.
AT_ONCE = 500
LONGEST_SUBJECT = 150
#: What could not be mailed for so long, since no worker was there, is no news any more.
OVERDUE = timedelta(days=7)


def put_together() -> None:
    """Make a mail of all that is due for each person, and ask for it to be sent."""
    now = timezone.now()
    rows = Notification.objects.filter(mail_due__lte=now, mail_due__gt=now - OVERDUE, mail=None, read_at=None)
    for person in rows.order_by().values_list("person_id", flat=True).distinct()[:AT_ONCE]:
        with transaction.atomic():
            due = list(rows.filter(person=person).select_for_update().values_list("pk", flat=True))
            if due:
                mail = Mail.objects.create(person_id=person)
                Notification.objects.filter(pk__in=due).update(mail=mail)
                task = "commons.notifications.tasks.send_mail"
                enqueue(task=task, key=f"notifications.mail:{mail.pk}", payload={"mail": mail.pk})


def send(*, mail: Mail) -> None:
    """Send a mail that waits. A try that failed is made again with the same Message-ID, by which copies are known."""
    if mail.state != MailState.WAITING:
        return
    person = mail.person
    with override(person.language or settings.LANGUAGE_CODE):
        told = in_mail(person, mail) if person.is_active else []
        if told:
            _hand_over(_message(mail, told))
    state, sent_at = (MailState.SENT, timezone.now()) if told else (MailState.DROPPED, None)
    Mail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(state=state, sent_at=sent_at)


def _hand_over(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        raise GiveUp("The address takes no mails.") from refused


def _message(mail: Mail, told: list[Told]) -> EmailMultiAlternatives:
    person, base = mail.person, settings.BASE_URL or settings.WAGTAILADMIN_BASE_URL
    kinds = {one.kind for one in told}
    # A mail about one kind ends that kind, a digest of several all mails.
    token = signing.dumps([person.pk, kinds.pop() if len(kinds) == 1 else ""], salt=OFF)
    off = f"{base}{reverse('notifications:off', args=[token])}"
    words: dict[str, Any] = {
        "told": told, "base": base, "off": off, "person": person, "subject": _subject(told), "site_name": site_name(),
        "settings_address": f"{base}{reverse('notifications:settings')}",
    }  # fmt: skip
    message = EmailMultiAlternatives(
        subject=words["subject"],
        body=render_to_string("notifications/mail.txt", words).strip() + "\n",
        to=[person.email],
        headers={
            "Message-ID": f"<notifications.{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{urlsplit(base).hostname}>",
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_mail("notifications/mail.html", words), "text/html")
    return message


def _subject(told: list[Told]) -> str:
    """What happened, where it is one thing; no line break or control character ever gets into it."""
    count = sum(one.count for one in told)
    words = (
        told[0].line if len(told) == 1 else ngettext("%(n)d thing is new", "%(n)d things are new", count) % {"n": count}
    )
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return plain if len(plain) <= LONGEST_SUBJECT else f"{plain[: LONGEST_SUBJECT - 1]}…"
