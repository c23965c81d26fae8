"""What people say about a guide without an account. It outlives the step it is about: the words are quoted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.answers.models import Answerable
from commons.pages.models import Anchor

from .. import rules


class StuckPoint(models.Model):
    """A step at which somebody got stuck, whatever the language: gathers the reports, and can be answered."""

    anchor = models.OneToOneField(Anchor, on_delete=models.PROTECT, related_name="stuck_point")
    answerable = models.OneToOneField(Answerable, on_delete=models.PROTECT, related_name="stuck_point")
    created_at = models.DateTimeField(_("first reported"), auto_now_add=True)

    class Meta:
        verbose_name = _("stuck point")
        verbose_name_plural = _("stuck points")

    def __str__(self) -> str:
        return str(self.anchor)


class StuckReport(models.Model):
    """One person got stuck at one wording of a step."""

    class Reason(models.TextChoices):
        """Why; the first is what most people mean."""

        UNCLEAR = rules.Reason.UNCLEAR.value, _("I don't understand it")
        WRONG = rules.Reason.WRONG.value, _("What it says is wrong")
        DID_NOT_WORK = rules.Reason.DID_NOT_WORK.value, _("I did it, and it didn't work")
        MISSING = rules.Reason.MISSING.value, _("Something is missing")

    point = models.ForeignKey(StuckPoint, on_delete=models.CASCADE, related_name="reports")
    wording = models.CharField(max_length=16, editable=False)
    """Which words of the step it is about (`rules.wording` of the source language)."""
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    step_title = models.CharField(_("step as it was"), max_length=120)
    step_text = models.TextField(_("text as it was"), blank=True)
    reason = models.CharField(_("why"), max_length=20, choices=Reason.choices)
    words = models.TextField(_("in their words"), max_length=rules.LONGEST_WORDS, blank=True)
    participant = models.CharField(max_length=32, editable=False)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

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


class Outcome(models.Model):
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
    participant = models.CharField(max_length=32, editable=False)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
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
