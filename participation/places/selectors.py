"""Which steps are discussed, and who may read that: whoever may read the step, as long as everyone may."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from commons.directory.models import Service
from commons.pages import selectors as pages
from commons.pages.anchors import wording
from commons.pages.kept import kept
from commons.pages.selectors import Place
from participation.deliberation.models import Thread

from .models import Discussion


def place(viewer: Any, page_key: UUID, step_key: UUID) -> Place | None:
    """Give the step that may be discussed, in the reader's language: one of a published page that everyone may read."""
    return pages.place(viewer, page_key, step_key)


def discussion(viewer: Any, page_key: UUID, step_key: UUID) -> Discussion | None:
    """Give the discussion of a step, where there is one and its page may be read; the step itself may be gone."""
    rows = Discussion.objects.select_related("anchor", "thread")
    found = rows.filter(anchor__page_key=page_key, anchor__step_key=step_key).first()
    if found is None or place_of(viewer, found) is None:
        return None
    found.thread.__dict__["_discussion_read"] = found
    return found


def place_of(viewer: Any, discussion: Discussion) -> Place | None:
    """Give the step of a discussion, else the page it was on; read once for a discussion that was read once."""
    read = discussion.__dict__.setdefault("_places_read", {})
    if get_language() not in read:
        read[get_language()] = pages.place_of(viewer, discussion.anchor)
    return read[get_language()]


def of_thread(thread: Thread) -> Discussion:
    """Give the discussion a thread belongs to, with its step; read once for a thread that was read once."""
    held = thread.__dict__
    if "_discussion_read" not in held:
        held["_discussion_read"] = Discussion.objects.select_related("anchor").get(thread=thread)
    return held["_discussion_read"]


def wording_of(discussion: Discussion) -> str:
    """Name the words of the discussed step that everyone reads now, in the site's first language where it has them."""
    place, anchor = place_of(None, discussion), discussion.anchor
    if place and place.is_step and place.page.locale.language_code == settings.LANGUAGE_CODE:
        return wording(place.label, place.text)
    return pages.wording_today(anchor.page_key, anchor.step_key) if anchor.step_key else ""


def service_of(place: Place) -> Service | None:
    """Give the service the page of a place is about."""
    found = getattr(place.page.specific, "service", None)
    return found if isinstance(found, Service) else None


def posts_on(viewer: Any, page: Any) -> Counter[UUID] | None:
    """Count the posts shown at each step of a page, in one question; nothing where not everyone may read the page."""
    is_open_to_all = page.live and not page.get_view_restrictions().exists()
    return _posts_on(page.translation_key) if is_open_to_all else None


@kept(lambda page_key: page_key)
def _posts_on(page_key: UUID) -> Counter[UUID]:
    rows = Discussion.objects.filter(anchor__page_key=page_key)
    counts = rows.values_list("anchor__step_key", "thread__post_count")
    return Counter({step_key: posts for step_key, posts in counts if step_key})


def discussed(viewer: Any, keys: Collection[int]) -> list[tuple[Discussion, Place]]:
    """Give some discussions with their places, those the viewer may read."""
    rows = list(Discussion.objects.filter(pk__in=keys).select_related("anchor").order_by("pk"))
    places = pages.places_of(viewer, [row.anchor for row in rows])
    return [(row, places[row.anchor_id]) for row in rows if row.anchor_id in places]
