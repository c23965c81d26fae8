"""Pages as data: the base every page type stands on, own media models, and the anchors people's words hang on."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from . import restrictions
from .anchors import AnchorPoint
from .kept import kept
from .searchable import Searchable


class BasePage(Searchable, Page):
    """A page that names its view: the page holds fields, panels and parents; HTTP lives in `views.py`."""

    view: ClassVar[str] = ""
    """Dotted path of `def view(request, page) -> HttpResponse`."""

    reads_along: ClassVar[Sequence[str]] = ()
    """Relations its view shows (`service__body`), read with the page in one query."""

    anchors_along: ClassVar[Sequence[str]] = ()
    """Relations its anchors are made of, read once for many pages."""

    override_translatable_fields: ClassVar[Sequence[TranslatableField]] = [SynchronizedField("slug")]
    search_fields: ClassVar[Sequence[index.BaseField]] = [*Page.search_fields, *Searchable.search_fields]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Hand the page to its view, and say in which languages it exists, for whoever wants to switch."""
        request.languages = SimpleLazyObject(self.languages)  # type: ignore[attr-defined]
        return import_string(self.view)(request, self, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Editors see the very view the public sees."""
        request.is_preview = True  # type: ignore[attr-defined]
        return self.serve(request)

    def save(self, *args, **kwargs) -> None:
        """Save, and index once more: the first time, the rows of the page's lists were not yet written."""
        super().save(*args, **kwargs)
        index.insert_or_update_object(self)

    def copy_for_translation(self, *args, **kwargs) -> Page:
        """Translate the page; who is kept from it is kept from its translation."""
        made = super().copy_for_translation(*args, **kwargs)
        restrictions.share_all_above(page=self)
        return made

    copy_for_translation.alters_data = True  # type: ignore[attr-defined]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """What keeps readers off the page or a page above it: asked once however many ask for the page at a time."""
        return _restrictions(self)

    @kept(lambda self: self.pk)
    def languages(self) -> frozenset[str]:
        """The languages in which the page is published."""
        rows = self.get_translations(inclusive=True).filter(live=True)
        return frozenset(rows.values_list("locale__language_code", flat=True))

    def search_texts(self) -> Iterable[str]:
        """The words of the page a reader may look for; page types add theirs."""
        return [self.title, self.search_description]

    def anchors(self) -> list[AnchorPoint]:
        """The places of this page that ideas, reports and questions may hang on; the page itself first."""
        return [AnchorPoint(page_key=self.translation_key, step_key=None, label=self.title, text="", fragment="")]


@kept(lambda page: page.pk)
def _restrictions(page: Page) -> QuerySet[PageViewRestriction]:
    found = Page.get_view_restrictions(page)
    len(found)  # reads them, once for all who are handed these rows
    return found


class Anchor(models.Model):
    """A page, or a step of it, whatever its language or wording: made of translation keys, so it survives both."""

    page_key = models.UUIDField(_("page key"))
    step_key = models.UUIDField(_("step key"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page_key", "step_key"], name="pages_anchor_once"),
            # NULLs are distinct to the one above, and SQLite knows no other way: the page itself needs its own.
            models.UniqueConstraint(
                fields=["page_key"], condition=models.Q(step_key=None), name="pages_anchor_page_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_key}/{self.step_key}" if self.step_key else str(self.page_key)


class Exposure(models.Model):
    """How often a page was opened on one day, in all its languages together. Nothing about whom: it is a number."""

    page_key = models.UUIDField(_("page key"))
    day = models.DateField(_("day"))
    views = models.PositiveBigIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("views of a day")
        constraints = [models.UniqueConstraint(fields=["page_key", "day"], name="pages_exposure_once_a_day")]

    def __str__(self) -> str:
        return f"{self.page_key} {self.day}: {self.views}"


class SiteImage(AbstractImage):
    """A picture with its words for people who don't see it. `Image` would clash with Wagtail's own, still installed."""

    admin_form_fields = WagtailImage.admin_form_fields


class SiteImageRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="pages_rendition_once")
        ]


class SiteDocument(AbstractDocument):
    """A file to read or fill in."""

    admin_form_fields = WagtailDocument.admin_form_fields
