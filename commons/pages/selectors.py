"""What may be read of pages by the keys that all their translations share."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import DisallowedHost
from django.db.models import Min, Sum
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language, override
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname

from commons.people.roles import roles_of

from .kept import kept
from .models import Anchor, BasePage, Exposure


@dataclass(frozen=True)
class Place:
    """Where people's words hang, in the reader's language."""

    page: Page
    label: str
    """The step's words, or the page's title."""
    address: str
    is_step: bool
    text: str = ""
    """The step's words below its title, without markup."""


def host_asked(request: HttpRequest) -> str:
    """The host a request names, for the keys of kept reads; empty where it names one that is not ours."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""


def read_site(request: HttpRequest) -> Site | None:
    """The site that is asked for; the default one for a host of no site."""
    try:
        return get_site_for_hostname(split_domain_port(host_asked(request))[0], request.get_port())
    except Site.DoesNotExist:
        return None


def read_front_page(request: HttpRequest) -> Page | None:
    """The front page, in the active language, of the site that is asked for."""
    site = read_site(request)
    if site is None:
        return None
    rows = Page.objects.filter(translation_key=site.root_page.translation_key, locale__language_code=get_language())
    return rows.select_related("locale").first()


# What is kept is made of what is read: of what is kept, it would be twice as old.
site_asked = kept(lambda request: (host_asked(request), request.get_port()))(read_site)
front_page = kept(lambda request: (host_asked(request), get_language()))(read_front_page)
site_root_paths = kept(lambda: None)(Site.get_site_root_paths)


@kept(lambda above, path: (above.pk, path))
def page_at(above: Page, path: str) -> BasePage | None:
    """The published page at an address below another (`guides/permit/`; empty for the page itself), with all it shows.

    Wagtail reads each page on the way to it, twice. Whether the reader may see it is asked when it is served.
    """
    rows = Page.objects.live().descendant_of(above, inclusive=True).filter(url_path=f"{above.url_path}{path}")
    found = rows.values_list("pk", "content_type").first()
    kind = ContentType.objects.get_for_id(found[1]).model_class() if found else None
    if found is None or kind is None or not issubclass(kind, BasePage):
        return None
    return kind._default_manager.select_related("locale", *kind.reads_along).get(pk=found[0])


def pages_by_key(viewer: Any, keys: Iterable[UUID]) -> dict[UUID, Page]:
    """Give the published, public page of each key: the one in the reader's language, else the oldest there is."""
    return {key: pages[0] for key, pages in _open_pages(keys).items()}


def _open_pages(keys: Iterable[UUID]) -> dict[UUID, list[Page]]:
    """Give all published, public pages of each key: the one in the reader's language first, then the oldest."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = Page.objects.live().public().filter(translation_key__in=wanted).select_related("locale").order_by("pk")
    found: dict[UUID, list[Page]] = {}
    for page in sorted(rows, key=lambda page: page.locale.language_code != get_language()):
        found.setdefault(page.translation_key, []).append(page)
    return found


def place(viewer: Any, page_key: UUID, step_key: UUID | None) -> Place | None:
    """Give the place a key pair names; nothing where no page is to be read or none has such a step any more.

    A translation may be older than the step: it is then given from the page that has it.
    """
    pages = _open_pages([page_key]).get(page_key, [])
    if step_key is None:
        return _whole(pages[0]) if pages else None
    return next(filter(None, (_step_on(page, step_key) for page in pages)), None)


def _whole(page: Page) -> Place:
    return Place(page=page, label=page.title, address=page.get_url() or "", is_step=False)


def _step_on(page: Page, step_key: UUID) -> Place | None:
    specific = page.specific
    points = specific.anchors() if isinstance(specific, BasePage) else []
    for point in points:
        if point.step_key == step_key:
            address = f"{page.get_url() or ''}#{point.fragment}" if point.fragment else page.get_url() or ""
            return Place(page=page, label=point.label, address=address, is_step=True, text=point.text)
    return None


@kept(lambda page_key, step_key: (page_key, step_key))
def wording_today(page_key: UUID, step_key: UUID) -> str:
    """Name the words a step has now on its published, public page; nothing where it has none.

    They are those of the site's first language where it has the page: a translation is not another wording.
    """
    with override(settings.LANGUAGE_CODE):
        page = pages_by_key(None, [page_key]).get(page_key)
    specific = page.specific if page else None
    points = specific.anchors() if isinstance(specific, BasePage) else []
    return next((point.wording for point in points if point.step_key == step_key), "")


def place_of(viewer: Any, anchor: Anchor | None) -> Place | None:
    """Give the place of an anchor; where its step is gone, the page it was on."""
    if anchor is None:
        return None
    exact = place(viewer, anchor.page_key, anchor.step_key)
    return exact or place(viewer, anchor.page_key, None)


def places_of(viewer: Any, anchors: Collection[Anchor]) -> dict[int, Place]:
    """Give the places of many anchors by their keys, as `place_of` does, with as many questions as for one."""
    pages = _open_pages(anchor.page_key for anchor in anchors)
    _read_anchors([page for some in pages.values() for page in some])
    found: dict[int, Place] = {}
    for anchor in anchors:
        some = pages.get(anchor.page_key, [])
        steps = (_step_on(page, anchor.step_key) for page in some if anchor.step_key)
        if some:
            found[anchor.pk] = next(filter(None, steps), None) or _whole(some[0])
    return found


def _read_anchors(pages: Collection[Page]) -> None:
    """Read what the anchors of pages are made of: once for each type of page."""
    for kind in {page.specific_class for page in pages}:
        if kind is None or not issubclass(kind, BasePage):
            continue
        some = {page.pk: page for page in pages if page.specific_class is kind}
        for whole in kind._default_manager.filter(pk__in=some).prefetch_related(*kind.anchors_along):
            some[whole.pk].specific = whole


@dataclass(frozen=True)
class Seen:
    """How often a page was opened, and since when that is counted."""

    views: int
    since: date


def views_since(viewer: Any, keys: Iterable[UUID], day: date) -> dict[UUID, Seen]:
    """How often each page was opened from a day on, for staff: for fair order and rates, never shown as success."""
    if not roles_of(viewer):
        return {}
    rows = Exposure.objects.filter(page_key__in=set(keys), day__gte=day).order_by().values("page_key")
    found = rows.annotate(sum=Sum("views"), first=Min("day"))
    return {row["page_key"]: Seen(row["sum"], row["first"]) for row in found}
