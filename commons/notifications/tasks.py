"""Background work: telling many, and forgetting what is old."""

from typing import Any

from django.utils import timezone

from commons.jobs.services.running import JobHandle

from . import services
from .adapters import Thing
from .models import Mail, Notification
from .rules import KEEP_ALL, KEEP_READ


def tell_some(payload: dict[str, Any], job: JobHandle) -> None:
    """Tell some of many people; told again, they are told nothing new."""
    services.tell_batch(people=payload["people"], message=services.Message(**payload["message"]))


def tell_followers(payload: dict[str, Any], job: JobHandle) -> None:
    """Tell those who follow something, in batches."""
    services.tell_those_who_follow(
        of=[Thing(*one) for one in payload["of"]],
        message=services.Message(**payload["message"]),
        concerned=payload["concerned"],
        but=payload["but"],
        report=job.report,
    )


def put_mails_together(payload: dict[str, Any], job: JobHandle) -> None:
    """Every minute: make mails of what is due."""
    services.put_together()


def send_mail(payload: dict[str, Any], job: JobHandle) -> None:
    """Send one mail, unless it was sent, or its person is gone."""
    mail = Mail.objects.select_related("person").filter(pk=payload["mail"]).first()
    if mail is not None:
        services.send(mail=mail)


def forget_old(payload: dict[str, Any], job: JobHandle) -> None:
    """Delete what was read long ago, and what nobody read for longer still."""
    now = timezone.now()
    Notification.objects.filter(at__lt=now - KEEP_ALL).delete()
    Mail.objects.filter(created_at__lt=now - KEEP_ALL).delete()
    Notification.objects.filter(at__lt=now - KEEP_READ, read_at__lt=now - KEEP_READ).delete()
