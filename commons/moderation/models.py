"""Reports, decisions and appeals, the handle by which anything can be reported, and the policy they go by."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from commons.pages.blocks import BodyBlock
from commons.pages.models import BasePage

from .rules import Outcome, Verdict

#: How deep front pages are in the tree; the policy lies right below one.
FRONT_PAGE = 2


class PolicyPage(BasePage):
    """How we moderate: the rules that every report and every decision names, numbered in their order."""

    view = "commons.moderation.views.policy"
    introduction = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences: what the page tells.")
    )
    before = StreamField(
        BodyBlock(),
        verbose_name=_("text above the rules"),
        blank=True,
        help_text=_("Why there are rules, and who looks after them."),
    )
    after = StreamField(
        BodyBlock(),
        verbose_name=_("text below the rules"),
        blank=True,
        help_text=_("How to report something, and how to appeal."),
    )

    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("before"),
        InlinePanel(
            "rules",
            heading=_("Rules"),
            label=_("Rule"),
            min_num=1,
            help_text=_(
                "Numbered in this order. A rule may be reworded, moved or translated: decisions stay with it. "
                "One that no longer holds is deleted; earlier decisions keep its words."
            ),
        ),
        FieldPanel("after"),
    ]
    override_translatable_fields: ClassVar = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("policy of moderation")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only right below a front page, and one in each language."""
        there = cls.objects.child_of(parent).exists()
        return parent.depth == FRONT_PAGE and not there and super().can_create_at(parent)

    def search_texts(self) -> Iterable[str]:
        """What it says, the rules included."""
        texts = [*super().search_texts(), self.introduction]
        for part in (self.before, self.after):
            texts += part.stream_block.get_searchable_content(part)
        return [*texts, *(words for rule in self.rules.all() for words in (rule.title, rule.text))]


class PolicyRule(TranslatableMixin, Orderable):
    """One rule. Its translation key is what reports and decisions name: kept when it is reworded, moved, translated."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="rules")
    title = models.CharField(_("rule"), max_length=120, help_text=_("As one says it: “No insults”."))
    text = RichTextField(
        _("what it means"),
        features=["bold", "italic", "link", "ol", "ul"],
        blank=True,
        help_text=_("With an example of what goes, and of what does not."),
    )

    panels: ClassVar = [FieldPanel("title"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.title


class Reportable(models.Model):
    """The handle of a thing that was reported or decided on; the thing owns a OneToOne to it."""

    kind = models.CharField(max_length=60)
    """Name of the adapter the thing's app registered."""
    body = models.ForeignKey("directory.PublicBody", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who is responsible for the place it stands in."""
    waiting_since = models.DateTimeField(null=True, blank=True)
    """Since when a moderator is to look at it; none while nobody need."""
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The moderator who looks after it."""
    version = models.PositiveIntegerField(default=0)
    """Raised by every decision: whoever decides about an earlier one is told."""
    edit_asked = models.BooleanField(default=False)
    """Whether its author was asked to change it and has not yet."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["waiting_since"], name="moderation_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Decision(models.Model):
    """What a moderator decided, and on the strength of which rule. Never changed."""

    reportable = models.ForeignKey(Reportable, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome)
    rule_key = models.UUIDField(null=True, blank=True)
    rule_number = models.PositiveSmallIntegerField(null=True, blank=True)
    """The rule's number on that day."""
    rule_title = models.CharField(max_length=120, blank=True)
    """Its words on that day, in the moderator's language: said where the policy no longer has it."""
    words = models.TextField(blank=True)
    """To the author; never public."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Whose words it is about, where that is known."""
    at = models.DateTimeField(default=timezone.now)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    """For how long a person is paused."""

    class Meta:
        ordering = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="moderation_decision_newest"),
            models.Index(fields=["rule_key", "-at"], name="moderation_decision_by_rule"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="moderation_decision_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=[Outcome.KEEP, Outcome.RESTORE]) | (Q(rule_key__isnull=False) & ~Q(words="")),
                name="moderation_decision_has_rule_and_words",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.PAUSE, days__isnull=False)
                | (~Q(outcome=Outcome.PAUSE) & Q(days__isnull=True)),
                name="moderation_pause_has_days",
            ),
            models.CheckConstraint(condition=~Q(by=F("author")), name="moderation_nobody_decides_on_own_words"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"


class Report(models.Model):
    """That somebody finds a rule broken; one of each participant about each thing, by the database."""

    reportable = models.ForeignKey(Reportable, on_delete=models.CASCADE, related_name="reports")
    participant = models.CharField(max_length=32)
    """Their name in this place alone (`commons.people.participants`)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who is told what came of it, where they were signed in."""
    rule_key = models.UUIDField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    """What it led to; none while it waits."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reportable", "participant"], name="moderation_report_once_a_participant")
        ]

    def __str__(self) -> str:
        return f"report of {self.reportable_id}"


class Pause(models.Model):
    """Until when a person may not write; one row a decision."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="pause")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="moderation_pause_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} until {self.until:%Y-%m-%d}"


class Appeal(models.Model):
    """That the author asks for a second look: once a decision, by another moderator, both by the database."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    decided_first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The moderator of the decision, kept here for the constraint."""
    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """The other moderator."""
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="moderation_appeal_verdict_known"),
            models.CheckConstraint(condition=~Q(by=F("decided_first_by")), name="moderation_appeal_by_another"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.WAITING, decided_at=None)
                | (~Q(verdict=Verdict.WAITING) & Q(decided_at__isnull=False) & ~Q(answer="")),
                name="moderation_appeal_decided_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"

    @property
    def author(self) -> Any:
        """Who asks."""
        return self.decision.author
