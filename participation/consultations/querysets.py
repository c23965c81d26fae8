"""Questions put to the rows of consultations and stages."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager, PageQuerySet

#: Characters a page's path has for each level of the tree.
STEP = Page.steplen


class StageQuerySet(PageQuerySet):
    """Stages of one type."""

    def on_show(self) -> "StageQuerySet":
        """Keep what anyone may read: published, not private, and below a consultation that is published too."""
        above = Page.objects.filter(live=True, path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP))
        return self.live().public().filter(Exists(above))

    def sources(self) -> "StageQuerySet":
        """Order so that of the pages of one stage the one the others were translated from comes first."""
        return self.order_by("translation_key", "pk")


StageManager = PageManager.from_queryset(StageQuerySet)
