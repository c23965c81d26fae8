"""A consultation: one question, asked by a public body, in stages with dates."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from commons.pages.models import BasePage

from .querysets import StageManager
from .rules import StageState, stage_state


class ConsultationIndexPage(BasePage):
    """All consultations, open ones first."""

    view = "participation.consultations.views.index"
    introduction = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences above the list.")
    )

    parent_page_types: ClassVar = ["home_website.HomePage"]
    subpage_types: ClassVar = ["consultations.ConsultationPage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of consultations")


class ConsultationPage(BasePage):
    """One question put to people; its stages are the pages below it."""

    view = "participation.consultations.views.consultation"
    question = models.CharField(_("question"), max_length=200, help_text=_("What you ask people, in one sentence."))
    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("Why you ask, in a sentence or two. Shown in lists and in search results."),
    )
    body = models.ForeignKey(
        "directory.PublicBody",
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The office that decides, and owes people an answer."),
    )
    description = RichTextField(
        _("background"),
        blank=True,
        features=["h3", "bold", "italic", "link", "ol", "ul"],
        help_text=_("What is so today, what can change, and what can not."),
    )
    outcome = RichTextField(
        _("what happens with the result"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("Who decides, by when, and where people will read of it."),
    )

    parent_page_types: ClassVar = ["consultations.ConsultationIndexPage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("question"),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("service_links", label=_("service"), heading=_("About these services")),
        FieldPanel("description"),
        FieldPanel("outcome"),
    ]
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("body", overridable=False),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("question", boost=2),
        index.SearchField("summary"),
        index.SearchField("description"),
    ]

    class Meta:
        verbose_name = _("consultation")

    def search_texts(self) -> Sequence[str]:
        """What is asked, and why."""
        return [*super().search_texts(), self.question, self.summary, self.description]


class ConsultationService(models.Model):
    """A service a consultation is about."""

    page = ParentalKey(ConsultationPage, on_delete=models.CASCADE, related_name="service_links")
    service = models.ForeignKey(
        "directory.Service",
        verbose_name=_("service"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The consultation is listed on its page."),
    )
    panels: ClassVar = [FieldPanel("service")]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "service"], name="consultations_service_once"),
        ]

    def __str__(self) -> str:
        return str(self.service)


class Dates(NamedTuple):
    """When a stage opens and closes."""

    opens_at: datetime
    closes_at: datetime


class Version(NamedTuple):
    """A stage's page in one language."""

    language: str
    live: bool
    opens_at: datetime
    closes_at: datetime


class StagePage(BasePage):
    """A way to take part between two moments: the base of every stage's page type.

    The dates of the page a stage was translated from count in every language.
    """

    opens_at = models.DateTimeField(_("opens"), help_text=_("People can take part from this moment on."))
    closes_at = models.DateTimeField(
        _("closes"), help_text=_("From this moment on everything stays readable, and nothing can be added.")
    )

    objects = StageManager()
    parent_page_types: ClassVar = ["consultations.ConsultationPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Dates")),
    ]
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("opens_at", overridable=False),
        SynchronizedField("closes_at", overridable=False),
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="%(app_label)s_%(class)s_closes_after_opening",
            )
        ]

    def clean(self) -> None:
        """Say beside the field what the database would refuse."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It has to close after it opens.")})

    @cached_property
    def versions(self) -> list[Version]:
        """What counts of the page in each of its languages, the one the others were translated from first."""
        rows = type(self).objects.filter(translation_key=self.translation_key).sources()
        fields = ("locale__language_code", "live", "opens_at", "closes_at")
        return [Version(*row) for row in rows.values_list(*fields)]

    @cached_property
    def dates(self) -> Dates:
        """When it opens and closes, by the page the others were translated from; whoever read that one sets it."""
        source = self.versions[0] if self.versions else self
        return Dates(source.opens_at, source.closes_at)

    def languages(self) -> frozenset[str]:
        """The languages in which the page is published, by the rows its dates are read from."""
        return frozenset(version.language for version in self.versions if version.live)

    @property
    def state(self) -> StageState:
        """Before, open or after, by the clock."""
        return stage_state(self.dates.opens_at, self.dates.closes_at, timezone.now())

    @classmethod
    def tallies(cls, stages: Sequence["StagePage"]) -> dict[int, list[str]]:
        """Say in words what has come in, for each stage by its key: "84 ideas". A stage type says its own."""
        return {}
