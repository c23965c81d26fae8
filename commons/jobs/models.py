"""Work to be done in the background, kept in the database so that no crash forgets it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import rules


class Job(models.Model):
    """One piece of background work. Its key makes asking twice the same as asking once."""

    class State(models.TextChoices):
        """Where a job stands; `rules.TRANSITIONS` says what may follow what."""

        WAITING = rules.State.WAITING.value, _("waiting")
        RUNNING = rules.State.RUNNING.value, _("running")
        DONE = rules.State.DONE.value, _("done")
        FAILED = rules.State.FAILED.value, _("failed")
        CANCELLED = rules.State.CANCELLED.value, _("cancelled")

    class Lane(models.TextChoices):
        """Which thread takes it."""

        QUICK = rules.Lane.QUICK.value, _("quick")
        HEAVY = rules.Lane.HEAVY.value, _("heavy")

    key = models.CharField(_("key"), max_length=250, unique=True)
    task = models.CharField(_("task"), max_length=200, help_text=_("The function, by its dotted name."))
    payload = models.JSONField(_("payload"), default=dict, blank=True)
    lane = models.CharField(_("lane"), max_length=10, choices=Lane.choices, default=Lane.QUICK)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    progress = models.FloatField(_("progress"), default=0, validators=[MinValueValidator(0), MaxValueValidator(1)])
    words = models.CharField(_("what it is doing"), max_length=200, blank=True)
    error = models.TextField(_("error"), blank=True)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    claim = models.UUIDField(_("claim"), null=True, editable=False)
    """Which run the job belongs to: a worker that was taken over can no longer write."""
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, editable=False)
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "lane", "run_after"], name="jobs_next_in_lane")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in rules.State]), name="jobs_state_is_known"
            ),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="jobs_progress_is_a_share"),
            models.CheckConstraint(
                condition=~Q(state=rules.State.RUNNING.value) | Q(claim__isnull=False, heartbeat_at__isnull=False),
                name="jobs_running_has_a_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.key
