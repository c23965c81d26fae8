"""Which guides are to be checked, by whom, and which translations are behind."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation, TranslationSource

from commons.people.models import User
from commons.people.roles import EDITORS

from ..models import GuidePage
from ..translated import untranslated_of_each

SOON = timedelta(days=30)


@dataclass(frozen=True)
class TranslationState:
    """How one translation of a guide is."""

    page: GuidePage
    is_behind: bool
    """Whether the guide it was made from says something else since it was last published."""
    untranslated: int
    """Texts that nobody has put into its language yet."""
    sync: str
    """Where the changes are taken over into the translation; empty where it is kept by hand."""


def sources() -> QuerySet[GuidePage]:
    """Each guide once, whatever its languages: in the site's first, else in the one it has."""
    first = GuidePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    found = GuidePage.objects.filter(
        Q(locale__language_code=settings.LANGUAGE_CODE) | ~Q(translation_key__in=first.values("translation_key"))
    )
    # Not asked for each: even the one in the site's first language may be a translation of another.
    return found.annotate(untranslated=untranslated_of_each())


def due(today: date) -> QuerySet[GuidePage]:
    """The published guides whose day to be checked has come."""
    return (
        sources()
        .filter(live=True, check_due__lte=today)
        .select_related("review_owner", "service")
        .order_by("check_due")
    )


def guides_to_check(viewer: Any) -> QuerySet[GuidePage]:
    """The published guides the viewer may edit, the most urgent first, with what a list shows of them."""
    mine = policy_registry.get_by_type(Page).instances_user_has_permission_for(viewer, "change")
    guides = sources().filter(live=True, pk__in=mine.values("pk"))
    return (
        guides.select_related("review_owner", "video", "locale", "service__body")
        .prefetch_related("steps", "service__texts", "service__body__texts", "video__tracks", "video__renditions")
        .order_by("check_due", "title")
    )


def overdue_for(viewer: Any) -> QuerySet[GuidePage]:
    """The guides that are due and wait for the viewer: theirs, and for those who publish, everyone's."""
    guides = guides_to_check(viewer).filter(check_due__lte=timezone.localdate())
    publishes = policy_registry.get_by_type(Page).user_has_permission(viewer, "publish")
    return guides if publishes else guides.filter(review_owner=viewer)


def who_checks(page: GuidePage) -> list[User]:
    """Whom a reminder goes to: who keeps the guide right, else all editors, so that no guide is forgotten."""
    owner = page.review_owner
    if owner and owner.is_active:
        return [owner]
    return list(User.objects.filter(groups__name=EDITORS, is_active=True).order_by("pk"))


def translations_of(page: GuidePage) -> list[TranslationState]:
    """The other languages of a guide, each with whether it is behind; asked from any of them."""
    family = list(
        GuidePage.objects.filter(translation_key=page.translation_key, alias_of=None)
        .select_related("locale")
        .order_by("pk")
    )
    first = next((one for one in family if one.locale.language_code == settings.LANGUAGE_CODE), None)
    source = first or next(iter(family), page)
    synced = TranslationSource.objects.filter(object_id=page.translation_key, locale=source.locale).first()
    managed = {
        translation.target_locale_id: translation
        for translation in Translation.objects.filter(source=synced, enabled=True)
        if synced
    }
    return [_state(one, source, managed.get(one.locale_id)) for one in family if one.pk != source.pk]


def _state(page: GuidePage, source: GuidePage, translation: Translation | None) -> TranslationState:
    changed, shown = source.words_changed_at, page.last_published_at
    total, done = translation.get_progress() if translation else (0, 0)
    sync = reverse("wagtail_localize:update_translations", args=[translation.source_id]) if translation else ""
    return TranslationState(page, bool(changed and shown and changed > shown), total - done, sync)
