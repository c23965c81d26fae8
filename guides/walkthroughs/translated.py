"""How far a page is translated where wagtail-localize keeps the translation."""

from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation


def untranslated(translation_key: UUID, locale_id: int) -> int:
    """Texts of a page that still stand in the language they came from; none where a translation is kept by hand."""
    page = Page.objects.filter(translation_key=translation_key, locale_id=locale_id)
    return page.values_list(untranslated_of_each(), flat=True).first() or 0


def untranslated_of_each() -> Coalesce:
    """The same of every page of a list, in the list's own query."""
    language = OuterRef("locale_id")
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("source__translations__target_locale_id"),
        has_error=False,
    )
    left = (
        StringSegment.objects.filter(
            ~Q(source__locale_id=language),
            ~Exists(done),
            source__object_id=OuterRef("translation_key"),
            source__translations__target_locale_id=language,
            source__translations__enabled=True,
        )
        .order_by()
        .values(page=F("source__object_id"))
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(left, output_field=IntegerField()), 0)
