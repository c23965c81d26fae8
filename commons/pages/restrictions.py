"""Who is kept from a page: in all its languages alike, since a restriction is about what it says, not about how."""

from itertools import zip_longest
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


def passed(request: HttpRequest) -> list[int]:
    """The ids of the password restrictions this visitor has opened in their session."""
    return cast(list[int], request.session.get(PageViewRestriction.passed_view_restrictions_session_key, []))


def share(*, page: Page, by: Any = None) -> None:
    """Keep the same people from every translation of a page as from the page itself; from none where it is public.

    Each translation has rows of its own, so that all that reads Wagtail's restrictions (pages, lists, search, sitemap,
    the CMS) holds to them without knowing of translations.
    """
    with transaction.atomic():
        own = list(page.view_restrictions.prefetch_related("groups").order_by("pk"))
        for other in page.get_translations():
            for given, held in zip_longest(own, list(other.view_restrictions.order_by("pk"))):
                if given is None:
                    held.delete(user=by)
                else:
                    _make_like(held or PageViewRestriction(page=other), given, by)


def share_all_above(*, page: Page) -> None:
    """Share the restrictions of a page and of those above it: translating it may have translated them too."""
    line = page.get_ancestors(inclusive=True)
    for restricted in line.filter(view_restrictions__isnull=False).distinct():
        share(page=restricted)


def _make_like(row: PageViewRestriction, given: PageViewRestriction, by: Any) -> None:
    row.restriction_type, row.password = given.restriction_type, given.password
    row.save(user=by)
    row.groups.set(given.groups.all())
