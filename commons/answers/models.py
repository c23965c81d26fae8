"""What offices answer, and the handle by which anything can be answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Answerable(models.Model):
    """The handle of a thing an office may answer; the thing owns a OneToOne to it."""

    kind = models.CharField(max_length=60)
    """Name of the adapter the thing's app registered."""

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Answer(models.Model):
    """An office's word on something, signed with its name and date."""

    answerable = models.ForeignKey(Answerable, on_delete=models.CASCADE, related_name="answers")
    body = models.ForeignKey(
        "directory.PublicBody", verbose_name=_("public body"), on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("answer"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    """In which it was written, so that it is read aloud rightly on pages of another; empty where nobody knows."""
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    revised_at = models.DateTimeField(_("revised"), null=True, blank=True)

    class Meta:
        verbose_name = _("official answer")
        verbose_name_plural = _("official answers")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="answers_answer_says_something"),
            models.CheckConstraint(
                condition=models.Q(revised_at=None) | models.Q(revised_at__gte=models.F("published_at")),
                name="answers_answer_revised_after_publication",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.published_at:%Y-%m-%d}"
