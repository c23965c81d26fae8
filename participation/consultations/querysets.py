"""Questions put to the rows of consultations and stages."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

#: Characters a page's path has for each level of the tree.
STEP = Page.steplen


class StageQuerySet(PageQuerySet):
    """Stages of one type."""

    def on_show(self) -> "StageQuerySet":
        """Keep what anyone may read: published, not private, and below a consultation that is published too.

        Private pages are left out by the same query; Wagtail's `public()` would ask for them first, each time.
        """
        above = Page.objects.filter(live=True, path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP))
        restrictions = PageViewRestriction.objects.annotate(below=ExpressionWrapper(OuterRef("path"), CharField()))
        private = restrictions.filter(below__startswith=F("page__path"))
        return self.live().filter(Exists(above), ~Exists(private))

    def sources(self) -> "StageQuerySet":
        """Order so that of the pages of one stage the one the others were translated from comes first."""
        return self.order_by("translation_key", "pk")


StageManager = PageManager.from_queryset(StageQuerySet)
