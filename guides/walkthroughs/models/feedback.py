"""What people say about a guide without an account. It outlives the step it is about: the words are quoted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.answers.models import Answerable
from commons.pages.models import Anchor

from .. import mending, rules


class StuckPoint(models.Model):
    """A step at which somebody got stuck, whatever the language: gathers the reports, and can be answered."""

    class State(models.TextChoices):
        """Where it stands; `mending.TRANSITIONS` says what may follow what."""

        NEW = mending.State.NEW.value, pgettext_lazy("stuck point", "new")
        BEING_FIXED = mending.State.BEING_FIXED.value, _("being fixed")
        FIXED = mending.State.FIXED.value, _("fixed")

    anchor = models.OneToOneField(Anchor, on_delete=models.PROTECT, related_name="stuck_point")
    answerable = models.OneToOneField(Answerable, on_delete=models.PROTECT, related_name="stuck_point")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.NEW)
    fixed_at = models.DateTimeField(_("fixed"), null=True, blank=True, editable=False)
    """When the version that fixed it was published."""
    fixed_in = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    """That version; empty once it was deleted, of which the day remains."""
    created_at = models.DateTimeField(_("first reported"), auto_now_add=True)

    class Meta:
        verbose_name = _("stuck point")
        verbose_name_plural = _("stuck points")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in mending.State]), name="walkthroughs_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=mending.State.FIXED.value, fixed_at__isnull=False)
                | (~Q(state=mending.State.FIXED.value) & Q(fixed_at=None, fixed_in=None)),
                name="walkthroughs_fixed_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.anchor)


class Said(models.Model):
    """What one person said, who is known by a name in this place only, and the wording of the step it is about."""

    wording = models.CharField(max_length=16, blank=True, editable=False)
    """Which words of the step it is about (`rules.wording` of the source language)."""
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    step_title = models.CharField(_("step as it was"), max_length=120, blank=True)
    step_text = models.TextField(_("text as it was"), blank=True)
    words = models.TextField(_("in their words"), max_length=rules.LONGEST_WORDS, blank=True)
    struck_at = models.DateTimeField(_("struck out"), null=True, blank=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    participant = models.CharField(max_length=32, editable=False)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True


class StuckReport(Said):
    """One person got stuck at one wording of a step."""

    class Reason(models.TextChoices):
        """Why; the first is what most people mean."""

        UNCLEAR = rules.Reason.UNCLEAR.value, _("I don't understand it")
        WRONG = rules.Reason.WRONG.value, _("What it says is wrong")
        DID_NOT_WORK = rules.Reason.DID_NOT_WORK.value, _("I did it, and it didn't work")
        MISSING = rules.Reason.MISSING.value, _("Something is missing")

    point = models.ForeignKey(StuckPoint, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("why"), max_length=20, choices=Reason.choices)

    class Meta:
        verbose_name = _("stuck report")
        verbose_name_plural = _("stuck reports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["point", "participant", "wording"], name="walkthroughs_stuck_once"),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in rules.Reason]), name="walkthroughs_reason_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_title}: {self.get_reason_display()}"


class Outcome(Said):
    """Whether one person got it done with a guide; they may say so again later."""

    class Answer(models.TextChoices):
        """What they said."""

        YES = rules.Done.YES.value, _("Yes")
        NOT_YET = rules.Done.NOT_YET.value, _("Not yet")
        NO = rules.Done.NO.value, _("No")

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="outcomes")
    answer = models.CharField(_("got it done"), max_length=10, choices=Answer.choices)
    failed_at = models.ForeignKey(
        Anchor, verbose_name=_("failed at"), null=True, blank=True, on_delete=models.PROTECT, related_name="failures"
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["anchor", "participant"], name="walkthroughs_outcome_once"),
            models.CheckConstraint(
                condition=Q(answer__in=[done.value for done in rules.Done]), name="walkthroughs_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None) | ~Q(answer=rules.Done.YES.value), name="walkthroughs_done_has_not_failed"
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
