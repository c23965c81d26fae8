"""Which guides, films and captions a viewer may read."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import BaseViewRestriction, PageViewRestriction
from wagtail.permission_policies.pages import PagePermissionPolicy

from commons.directory.models import Service
from commons.people.roles import roles_of
from guides.videos import selectors as videos
from guides.videos.models import CaptionTrack, GuideVideo

from ..models import GuidePage


def readable(viewer: Any, *, passed: Collection[int] = ()) -> QuerySet[GuidePage]:
    """The published guides the viewer may read, in every language; restricted ones as Wagtail's privacy says.

    `passed` holds the ids of the password restrictions they have opened; none means no restricted page at all.
    """
    hidden = _hidden_from(viewer, passed)
    guides = GuidePage.objects.live()
    return guides.exclude(hidden) if hidden else guides


def may_see(viewer: Any, page: GuidePage, *, passed: Collection[int] = ()) -> bool:
    """Whether the viewer may read this guide as it is published, or edits it: what was said about it goes with it."""
    restrictions = page.get_view_restrictions()
    groups = _groups(viewer, restrictions)
    if page.live and all(_passes(restriction, viewer, groups, passed) for restriction in restrictions):
        return True
    return bool(roles_of(viewer) and page.permissions_for_user(viewer).can_edit())


def kept_from(viewer: Any) -> set[UUID]:
    """The keys of guides that are restricted, published or not, and neither to be read nor edited by the viewer."""
    hidden = _hidden_from(viewer, ())
    if not hidden:
        return set()
    own = PagePermissionPolicy().instances_user_has_permission_for(viewer, "change").values("pk")
    return set(GuidePage.objects.filter(hidden).exclude(pk__in=own).values_list("translation_key", flat=True))


def live_guides(viewer: Any) -> QuerySet[GuidePage]:
    """The guides in the reader's language, with what a list shows of them."""
    language = get_language() or settings.LANGUAGE_CODE
    guides = readable(viewer).filter(locale__language_code=language)
    return guides.select_related("service__body", "video", "locale").prefetch_related(
        "steps", "service__texts", "service__body__texts", "video__renditions", "video__tracks"
    )


def guides_for_service(viewer: Any, service: Service) -> QuerySet[GuidePage]:
    """The guides of one service in the reader's language, by title."""
    return live_guides(viewer).filter(service=service).order_by("title")


def by_key(viewer: Any, page_key: UUID, *, passed: Collection[int] = ()) -> GuidePage | None:
    """A guide by the key all its translations share: in the reader's language, else in one there is."""
    found = list(readable(viewer, passed=passed).filter(translation_key=page_key).select_related("locale", "service"))
    return next((page for page in found if page.locale.language_code == get_language()), found[0] if found else None)


def at_path(viewer: Any, path: str) -> GuidePage | None:
    """The guide at an address without its host."""
    slug = path.rstrip("/").rpartition("/")[2]
    found = readable(viewer).filter(slug=slug).select_related("locale", "service__body", "video")
    return next((page for page in found if (page.get_url_parts() or ("", "", ""))[2] == path), None)


def embed_address(page: GuidePage) -> str:
    """The address of a guide's page for other sites, in the guide's own language."""
    with override(page.locale.language_code):
        return reverse("guide_embed", args=[page.translation_key])


def is_public(page: GuidePage) -> bool:
    """Whether everyone may read it: other sites may show such a guide, and machines are told of it."""
    return page.live and not page.get_view_restrictions().exists()


def with_films(viewer: Any) -> QuerySet[GuidePage]:
    """The guides the viewer may read, in every language, with what a list of their films says."""
    return (
        readable(viewer)
        .select_related("locale", "video")
        .prefetch_related("video__renditions", "video__tracks")
        .order_by("path")
    )


def shown_film(page: GuidePage) -> GuideVideo | None:
    """The film of a guide as everyone is shown it: held back while its words can't be read (decision 0014).

    Prefetch `video__tracks` for lists.
    """
    film = page.video
    return film if film and videos.is_readable(film, page.locale.language_code) else None


def videos_shown_to(viewer: Any, *, passed: Collection[int] = ()) -> QuerySet:
    """The keys of films on guides the viewer may read."""
    return readable(viewer, passed=passed).filter(video__isnull=False).values("video_id")


def captions_visible_to(viewer: Any) -> QuerySet[CaptionTrack]:
    """The captions that a search may find: checked ones of films on guides the viewer may read."""
    return CaptionTrack.objects.filter(state=CaptionTrack.State.REVIEWED, video__in=videos_shown_to(viewer))


def _hidden_from(viewer: Any, passed: Collection[int]) -> Q:
    """What restrictions keep from the viewer; empty when nothing."""
    restrictions = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
    groups = _groups(viewer, restrictions)
    hidden = Q()
    for restriction in restrictions:
        if not _passes(restriction, viewer, groups, passed):
            hidden |= Q(path__startswith=restriction.page.path)
    return hidden


def _groups(viewer: Any, restrictions: Iterable[PageViewRestriction]) -> set[int]:
    """The viewer's groups, read only where one of the restrictions asks for them."""
    grouped = any(restriction.restriction_type == BaseViewRestriction.GROUPS for restriction in restrictions)
    return set(viewer.groups.values_list("pk", flat=True)) if grouped and viewer.is_authenticated else set()


def _passes(restriction: PageViewRestriction, viewer: Any, groups: set[int], passed: Collection[int]) -> bool:
    """Whether the viewer meets a restriction, as Wagtail's own check of a request does."""
    if restriction.restriction_type == BaseViewRestriction.PASSWORD:
        return restriction.pk in passed
    if restriction.restriction_type == BaseViewRestriction.LOGIN:
        return viewer.is_authenticated
    return viewer.is_superuser or any(group.pk in groups for group in restriction.groups.all())
