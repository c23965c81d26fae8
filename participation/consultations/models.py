"""A consultation: one question, asked by a public body, in stages with dates."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from commons.pages.models import BasePage


class ConsultationIndexPage(BasePage):
    """All consultations, open ones first."""

    view = "participation.consultations.views.index"
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

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
    summary = models.CharField(_("summary"), max_length=300)
    body = models.ForeignKey(
        "directory.PublicBody", verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+"
    )
    description = RichTextField(_("background"), blank=True, features=["h3", "bold", "italic", "link", "ol", "ul"])
    outcome = RichTextField(
        _("what happens with the result"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )

    parent_page_types: ClassVar = ["consultations.ConsultationIndexPage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("question"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("description"),
        FieldPanel("outcome"),
    ]
    override_translatable_fields: ClassVar = [*BasePage.override_translatable_fields, SynchronizedField("body")]

    class Meta:
        verbose_name = _("consultation")


class StagePage(BasePage):
    """A way to take part between two moments: the base of every stage's page type."""

    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    parent_page_types: ClassVar = ["consultations.ConsultationPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Dates")),
    ]
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("opens_at"),
        SynchronizedField("closes_at"),
    ]

    class Meta:
        abstract = True
