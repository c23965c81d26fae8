"""What people are told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rules import Channel, Frequency, MailState, Role


class Followable(models.Model):
    """The handle of something that can be followed, made when somebody first follows it.

    It names its thing by kind and key (`adapters`): a page has a lasting key but no row that lasts, and offices and
    services stand below this app.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="notifications_followable_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Follow(models.Model):
    """That a person follows a thing: once, by the database."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    followable = models.ForeignKey(Followable, on_delete=models.CASCADE, related_name="follows")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "followable"], name="notifications_follow_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.followable_id}"


class Preferences(models.Model):
    """How often and at which hours a person is written to; who has none is written to once a day."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="telling"
    )
    mail = models.CharField(_("mails"), max_length=10, choices=Frequency, default=Frequency.DAILY)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    """Its name; empty for the site's."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mail__in=Frequency.values), name="notifications_frequency_known"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until")),
                name="notifications_quiet_begins_and_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.mail}"


class Muted(models.Model):
    """A kind of news a person does not want by a channel."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="muted")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="notifications_muted_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="notifications_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.channel}"


class Mail(models.Model):
    """A mail that tells a person one or several things. A notification is in one mail at most."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | Q(state__in=[MailState.WAITING, MailState.DROPPED], sent_at=None),
                name="notifications_mail_sent_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class Notification(models.Model):
    """One thing that one person is told, once. Its words are stored untranslated (`words`)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    """Name of a registered kind (`kinds`)."""
    event = models.CharField(max_length=120)
    """Names what happened: telling the same person of it again changes nothing."""
    thing = models.CharField(max_length=120)
    """What it is about: unread ones of a kind about one thing are shown as one."""
    about = models.ForeignKey(Followable, null=True, on_delete=models.SET_NULL, related_name="+")
    """What is to be readable for it to be shown, where that is asked."""
    line = models.JSONField()
    said = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who did it, where their public name is to be shown as it is now."""
    actor = models.CharField(max_length=120, blank=True)
    office = models.ForeignKey("directory.PublicBody", null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=10, choices=Role, blank=True)
    address = models.CharField(max_length=500, blank=True)
    """The exact place on this site, without the language."""
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    listed = models.BooleanField(default=True)
    """Whether it stands in the list, or is only mailed."""
    mail_due = models.DateTimeField(null=True)
    """When it is to be mailed, unless it is read before; none where no mail is wanted."""
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="notifications")

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notifications_of_person"),
            models.Index(fields=["person", "kind", "thing"], condition=Q(read_at=None), name="notifications_unread"),
            models.Index(fields=["at"], name="notifications_by_age"),
            models.Index(
                fields=["mail_due"], condition=Q(mail=None, mail_due__isnull=False), name="notifications_to_mail"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "event"], name="notifications_told_once"),
            models.CheckConstraint(condition=Q(role__in=["", *Role.values]), name="notifications_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"


class Inbox(models.Model):
    """Numbers the changes of a person's notifications, by which open pages know what they miss."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="inbox"
    )
    change = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.change}"
