"""Questions put to the rows of consultations and stages."""

from functools import cache

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

#: Characters a page's path has for each level of the tree.
STEP = Page.steplen


@cache
def _shown() -> Q:
    """Say what makes a page one that anyone may read, together with the page right above it; put together once.

    Private pages are left out by the same query; Wagtail's `public()` would ask for them first, each time.
    """
    above = Page.objects.filter(live=True, path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP))
    restrictions = PageViewRestriction.objects.annotate(below=ExpressionWrapper(OuterRef("path"), CharField()))
    private = restrictions.filter(below__startswith=F("page__path"))
    return Q(Exists(above), ~Exists(private), live=True)


class StageQuerySet(PageQuerySet):
    """Stages of one type."""

    def on_show(self) -> "StageQuerySet":
        """Keep what anyone may read: published, not private, and below a consultation that is published too."""
        return self.filter(_shown())

    def telling_what_is_on_show(self) -> "StageQuerySet":
        """Keep all, and say of each as `is_on_show` whether anyone may read it."""
        return self.annotate(is_on_show=ExpressionWrapper(_shown(), BooleanField()))

    def sources(self) -> "StageQuerySet":
        """Order so that of the pages of one stage the one the others were translated from comes first."""
        return self.order_by("translation_key", "pk")


StageManager = PageManager.from_queryset(StageQuerySet)
