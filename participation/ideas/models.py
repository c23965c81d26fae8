"""Ideas: collected in a stage of a consultation, supported, discussed, decided on and delivered."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from commons.pages.searchable import Searchable
from participation.consultations.models import StagePage

from .querysets import IdeaQuerySet
from .rules import TITLE_LENGTH, IdeaState


class IdeasStagePage(StagePage):
    """The stage of a consultation in which ideas are collected and decided on."""

    view = "participation.ideas.views.stage"
    introduction = models.CharField(
        _("what to propose"), max_length=300, blank=True, help_text=_("One or two sentences above the list of ideas.")
    )
    can_change = models.CharField(
        _("what can change"), max_length=300, blank=True, help_text=_("And what can’t, so that nobody writes in vain.")
    )

    content_panels: ClassVar = [*StagePage.content_panels, FieldPanel("introduction"), FieldPanel("can_change")]

    class Meta(StagePage.Meta):
        verbose_name = _("ideas")

    @classmethod
    def tallies(cls, stages: Sequence[StagePage]) -> dict[int, list[str]]:
        """Count the ideas and the answered ones of each stage, in one query for all."""
        rows = (
            Idea.objects.shown()
            .filter(stage__page_key__in=[stage.translation_key for stage in stages])
            .values_list("stage__page_key")
            .annotate(ideas=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)))
        )
        counts = {key: (ideas, answered) for key, ideas, answered in rows}
        return {stage.pk: _tally(*counts.get(stage.translation_key, (0, 0))) for stage in stages}


def _tally(ideas: int, answered: int) -> list[str]:
    if not ideas:
        return []
    words = [ngettext("%(count)d idea", "%(count)d ideas", ideas) % {"count": ideas}]
    if answered:
        words.append(ngettext("%(count)d answered", "%(count)d answered", answered) % {"count": answered})
    return words


class Idea(Searchable, models.Model):
    """What somebody proposes to do differently, and what became of it."""

    hidden_under: Any = None
    """Under which rule of the policy it was hidden; selectors fill it in."""

    stage = models.ForeignKey("commons_pages.Anchor", on_delete=models.PROTECT, related_name="+")
    """The stage it was sent in, whatever the language of the page."""
    about = models.ForeignKey(
        "commons_pages.Anchor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("about"),
    )
    """The page or step it would change."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="ideas", verbose_name=_("author")
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH[1])
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=IdeaState, default=IdeaState.PUBLISHED)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    thread = models.OneToOneField("deliberation.Thread", on_delete=models.PROTECT, related_name="idea")
    answerable = models.OneToOneField("answers.Answerable", on_delete=models.PROTECT, related_name="idea")
    reportable = models.OneToOneField(
        "moderation.Reportable", null=True, blank=True, on_delete=models.SET_NULL, related_name="idea"
    )
    """The handle by which it is reported and decided on; none before."""
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    """When the office last answered, kept with the answer so that lists need not look for it."""
    support_count = models.PositiveIntegerField(_("support"), default=0)
    """People who support it, kept with each change; equal to a recount."""
    supports_before = models.PositiveIntegerField(default=0)
    """Supports the stage's other ideas had when this one was published: the fair order counts from there."""
    submission = models.UUIDField(editable=False)
    """Says that this is the very idea already sent once; unique for its author."""
    created_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)

    objects = IdeaQuerySet.as_manager()
    search_fields: ClassVar = [
        *Searchable.search_fields,
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.FilterField("state"),
        index.FilterField("id"),
        index.RelatedFields("stage", [index.FilterField("page_key")]),
    ]

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["stage", "-id"], name="ideas_idea_newest"),
            models.Index(fields=["stage", "-support_count", "-id"], name="ideas_idea_most_supported"),
            models.Index(fields=["author", "created_at"], name="ideas_idea_by_author"),
            models.Index(fields=["state", "-state_since"], name="ideas_idea_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=IdeaState.values), name="ideas_idea_state_known"),
            models.UniqueConstraint(fields=["author", "submission"], name="ideas_idea_sent_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the idea in the active language."""
        return reverse("ideas:idea", args=[self.pk])

    def search_texts(self) -> Sequence[str]:
        """What its author wrote."""
        return [self.title, self.text]


class StateChange(models.Model):
    """One line of an idea's history: who changed its state, when and why. Never changed itself."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    old = models.CharField(max_length=12, choices=IdeaState)
    new = models.CharField(max_length=12, choices=IdeaState)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(old__in=IdeaState.values) & Q(new__in=IdeaState.values) & ~Q(old=models.F("new")),
                name="ideas_statechange_changes_a_state",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Support(models.Model):
    """That a person supports an idea: once, by the database."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Nobody any more where they left after something was decided on the strength of it."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="ideas_support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.idea_id}"
