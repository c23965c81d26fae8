"""How far a page is translated where wagtail-localize keeps the translation."""

from uuid import UUID

from wagtail_localize.models import Translation


def untranslated(translation_key: UUID, locale_id: int) -> int:
    """Texts that still stand in the language they came from; none where a translation is kept by hand."""
    kept = Translation.objects.filter(
        source__object_id=translation_key, target_locale_id=locale_id, enabled=True
    ).exclude(source__locale_id=locale_id)
    return sum(total - done for total, done in (one.get_progress() for one in kept.select_related("source")))
