"""Questions put to the rows of consultations and stages."""

from typing import Any

from django.db.models import BooleanField, Func
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

#: Characters a page's path has for each level of the tree.
STEP = Page.steplen


class OnShow(Func):
    """Whether anyone may read a page: it and the page right above it are published, and none above is private.

    Written as SQL, since it stands in nearly every question: to put it together anew costs more than to answer it.
    """

    conditional = True
    output_field = BooleanField()
    PAGE, PRIVATE = Page._meta.db_table, PageViewRestriction._meta.db_table
    SQL = f"""{{live}}
        AND EXISTS (SELECT 1 FROM {PAGE} a WHERE a.live AND a.path = SUBSTR({{path}}, 1, LENGTH({{path}}) - {STEP}))
        AND NOT EXISTS (
            SELECT 1 FROM {PRIVATE} r JOIN {PAGE} p ON p.id = r.page_id
            WHERE p.path = SUBSTR({{path}}, 1, LENGTH(p.path))
        )"""  # noqa: S608 - made of table names alone

    def __init__(self, live: Any = "live", path: Any = "path") -> None:
        super().__init__(live, path)

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        """Name the two columns in the condition."""
        live, path = (compiler.compile(column)[0] for column in self.get_source_expressions())
        return f"({self.SQL.format(live=live, path=path)})", []


class StageQuerySet(PageQuerySet):
    """Stages of one type."""

    def on_show(self) -> "StageQuerySet":
        """Keep what anyone may read: published, not private, and below a consultation that is published too."""
        return self.filter(OnShow())

    def telling_what_is_on_show(self) -> "StageQuerySet":
        """Keep all, and say of each as `is_on_show` whether anyone may read it."""
        return self.annotate(is_on_show=OnShow())

    def sources(self) -> "StageQuerySet":
        """Order so that of the pages of one stage the one the others were translated from comes first."""
        return self.order_by("translation_key", "pk")


StageManager = PageManager.from_queryset(StageQuerySet)
