"""Guides: facts, ordered steps complete as text, and the film whose chapters the steps are."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Revision, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField
from wagtailmedia.edit_handlers import MediaChooserPanel

from commons.pages.anchors import AnchorPoint
from commons.pages.models import BasePage
from commons.pages.searchable import plain
from guides.videos.selectors import readiness

from .. import changes, gate, rules
from ..admin_forms import GuideForm
from ..panels import GatePanel
from ..translated import untranslated

STEP_FEATURES = ["bold", "italic", "link", "document-link", "image", "ol", "ul"]
LONG_FEATURES = ["h3", *STEP_FEATURES]
SAME_IN_EVERY_LANGUAGE = ("service", "video", "last_checked", "check_every", "check_due", "review_owner")
WORDED = ("title", "summary", "who_for", "cost", "time_needed", "documents", "office", "next_steps", "body")
"""What it says beside its steps, in words that each language has its own of."""
BY_SCHEDULE = "wagtail.publish.scheduled"
"""How Wagtail logs what is published at the time that was set for it."""
PUT_OFF = "guides.walkthroughs.services.put_off"
"""By name: services stand above models."""


class CheckEvery(models.IntegerChoices):
    """How often a guide is looked at, in months."""

    QUARTER = 3, _("3 months")
    HALF = 6, _("6 months")
    YEAR = 12, _("year")
    TWO_YEARS = 24, _("2 years")


class GuideIndexPage(BasePage):
    """All guides, by the service they are about."""

    view = "guides.walkthroughs.views.index"
    introduction = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences above the list.")
    )

    parent_page_types: ClassVar = ["home_website.HomePage"]
    subpage_types: ClassVar = ["guides_walkthroughs.GuidePage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of guides")

    def search_texts(self) -> Iterable[str]:
        """Its title and introduction."""
        return [*super().search_texts(), self.introduction]


class GuidePage(BasePage):
    """How to get one thing done. It is published when nothing is lacking (`gate`), whichever door it comes by."""

    view = "guides.walkthroughs.views.guide"
    reads_along = ("service__body", "video")
    anchors_along = ("steps",)
    base_form_class = GuideForm
    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        help_text=_("What people can get done with it, and how long most need. Shown below the title and in searches."),
    )
    service = models.ForeignKey(
        "directory.Service",
        verbose_name=_("service"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The guide is listed below it, and shows its contact channels."),
    )
    who_for = models.CharField(
        _("who it is for"),
        max_length=200,
        blank=True,
        help_text=_("“Everybody who lives in the old town and has a car.”"),
    )
    cost = models.CharField(
        _("cost"), max_length=100, blank=True, help_text=_("As people say it: “€ 48 a year”, “free”.")
    )
    time_needed = models.CharField(
        _("time it takes"), max_length=100, blank=True, help_text=_("“10 minutes, then 3 days until it arrives”.")
    )
    documents = models.TextField(_("documents needed"), blank=True, help_text=_("One in each line."))
    online_url = models.URLField(
        _("where to do it online"), blank=True, help_text=_("Leave empty to use the service's own address.")
    )
    online_label = models.CharField(_("words on the button"), max_length=40, blank=True, help_text=_("“Apply online”."))
    office = models.TextField(_("office and hours"), blank=True, help_text=_("Leave empty to use the service's."))
    phone = models.CharField(_("phone"), max_length=40, blank=True, help_text=_("Leave empty to use the service's."))
    video = models.ForeignKey(
        "guides_videos.GuideVideo",
        verbose_name=_("film"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The guide must be complete without it. It is shown with captions that somebody has checked."),
    )
    next_steps = RichTextField(
        _("what happens next"),
        blank=True,
        features=STEP_FEATURES,
        help_text=_("After the last step: who does what, how long it takes, how people hear of it."),
    )
    body = RichTextField(
        _("good to know"),
        blank=True,
        features=LONG_FEATURES,
        help_text=_("What only some need: exceptions, deadlines, whom to ask. Shown below the steps."),
    )
    last_checked = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody last tried every step. Shown to the public beside the office's name."),
    )
    check_every = models.PositiveSmallIntegerField(
        _("check every"),
        choices=CheckEvery.choices,
        default=CheckEvery.YEAR,
        help_text=_("Counted from the last check."),
    )
    check_due = models.DateField(
        _("check again on"),
        null=True,
        blank=True,
        help_text=_("Leave empty to have it counted. Whoever keeps the guide right gets a mail on that day."),
    )
    review_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who keeps it right"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Gets the mail when the guide must be checked again. Not shown to the public."),
    )

    words_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Since when it says something else than it did in public before: what a translation may be behind of."""

    parent_page_types: ClassVar = ["guides_walkthroughs.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        GatePanel(heading=_("Before publishing"), icon="circle-check"),
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("service"),
        MultiFieldPanel(
            [FieldPanel("who_for"), FieldPanel("cost"), FieldPanel("time_needed"), FieldPanel("documents")],
            heading=_("Facts first"),
        ),
        MultiFieldPanel(
            [FieldPanel("online_url"), FieldPanel("online_label"), FieldPanel("office"), FieldPanel("phone")],
            heading=_("Where to do it"),
            classname="collapsed",
        ),
        MediaChooserPanel("video", media_type="video"),
        InlinePanel(
            "steps",
            heading=_("Steps"),
            label=_("Step"),
            help_text=_("Each step is one thing to do, complete as text. It is also a chapter of the film."),
        ),
        FieldPanel("next_steps"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("last_checked", "check_every", "check_due", "review_owner")],
            heading=_("Keeping it right"),
        ),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.FilterField("service_id")]
    # The same in every language: changed in the guide they were translated from, and nowhere else.
    override_translatable_fields: ClassVar = [
        SynchronizedField("slug", overridable=False),
        *(SynchronizedField(name, overridable=False) for name in SAME_IN_EVERY_LANGUAGE),
        SynchronizedField("online_url"),
        SynchronizedField("phone"),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def search_texts(self) -> Iterable[str]:
        """Everything a reader may look for, the steps' words included."""
        facts = [self.summary, self.who_for, self.cost, self.documents, self.next_steps, self.body]
        return [
            *super().search_texts(),
            *facts,
            *(words for step in self.steps.all() for words in (step.title, step.text)),
        ]

    def anchors(self) -> list[AnchorPoint]:
        """The guide itself and each of its steps."""
        steps = enumerate(self.steps.all(), start=1)
        return [
            *super().anchors(),
            *(
                AnchorPoint(self.translation_key, step.translation_key, step.title, plain(step.text), f"step-{number}")
                for number, step in steps
            ),
        ]

    def gate_facts(self, steps: Iterable[gate.StepFacts] | None = None) -> gate.GuideFacts:
        """The guide as its gate looks at it; `steps` stand in for those of the page while a form holds others."""
        if steps is None:
            steps = [gate.StepFacts(step.title, step.text, step.start) for step in self.steps.all()]
        return gate.GuideFacts(
            language=self.locale.language_code,
            steps=tuple(steps),
            film=readiness(self.video) if self.video else None,
            rich_texts=(("next_steps", self.next_steps), ("body", self.body)),
            untranslated=self.untranslated,
        )

    @cached_property
    def untranslated(self) -> int:
        """Texts that still stand in the language they were translated from."""
        return untranslated(self.translation_key, self.locale_id)

    def lacking(self) -> list[gate.Lacking]:
        """What is missing before it may be published; empty when nothing is."""
        return gate.lacking(self.gate_facts())

    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> None:
        """Publish a revision that lacks nothing. `gate.NotReady` where it does; put off where the clock publishes."""
        lacking = revision.as_object().lacking()
        if lacking and kwargs.get("log_action") == BY_SCHEDULE:
            import_string(PUT_OFF)(page=self, revision=revision, lacking=lacking)
            return
        if lacking:
            raise gate.NotReady(lacking)
        super().publish(revision, user, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Keep a version that knows since when its words, and those of each step, are others than before."""
        self._date_changes()
        self.check_due = rules.check_due(
            due=self.check_due, last_checked=self.last_checked, every=self.check_every, today=timezone.localdate()
        )
        return super().save_revision(*args, **kwargs)

    def translated_words(self) -> list[str]:
        """What a translation has to say in its own language."""
        own = [str(getattr(self, name)) for name in WORDED]
        return [*own, *(words for step in self.steps.all() for words in (step.title, step.text))]

    def _date_changes(self) -> None:
        public = GuidePage.objects.filter(pk=self.pk, live=True).first()
        if public and changes.differ(public.translated_words(), self.translated_words()):
            self.words_changed_at = timezone.now()
        elif public:
            self.words_changed_at = public.words_changed_at
        rows = GuideStep.objects.filter(page__translation_key=self.translation_key)
        source = rows.filter(locale__language_code=settings.LANGUAGE_CODE)
        if self.locale.language_code != settings.LANGUAGE_CODE and source.exists():
            # A translation is not another wording: a step changed when its source did.
            changes.date_like(self.steps.all(), source)
        else:
            changes.date_changed(self.steps.all(), public.steps.all() if public else [])

    @property
    def documents_list(self) -> list[str]:
        """The documents needed, one by one."""
        return [line.strip() for line in self.documents.splitlines() if line.strip()]


class GuideStep(TranslatableMixin, Orderable):
    """One thing to do: text, chapter of the film, and the place where people say that they are stuck.

    Its translation key is its identity: kept when it is renamed, moved, reverted or translated, new in a copied page.
    """

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("what to do"), max_length=120, help_text=_("Begin with a verb: “Show where you live”."))
    text = RichTextField(
        _("how"),
        features=STEP_FEATURES,
        blank=True,
        help_text=_("What to do and what one sees then, so that it can be done without the film."),
    )
    start = models.PositiveIntegerField(
        _("second of the film"),
        null=True,
        blank=True,
        help_text=_("Where the film shows this step: 58 for 0:58. Leave empty when it doesn't."),
    )
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Since when its words are others than those that were public before; nothing for those it was published with."""

    panels: ClassVar = [FieldPanel("title"), FieldPanel("text"), FieldPanel("start")]
    override_translatable_fields: ClassVar = [SynchronizedField("start", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.title
