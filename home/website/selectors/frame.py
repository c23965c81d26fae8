"""What stands around every page."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from ..models import SiteSettings, StandardPage


@dataclass(frozen=True)
class Link:
    """A link with its words."""

    label: str
    href: str


@dataclass(frozen=True)
class Frame:
    """What stands around every page: the site's name in the reader's language, and its statements."""

    name: str
    statements: list[Link]


def site_settings(request: HttpRequest) -> SiteSettings:
    """The settings of the site asked for, called as its front page in this language is; nothing is stored."""
    site = Site.find_for_request(request)
    found = SiteSettings.for_request(request) if site else SiteSettings(name=settings.WAGTAIL_SITE_NAME)
    found.name = frame(request).name or found.name
    return found


def frame(request: HttpRequest) -> Frame:
    """Name and statements in the reader's language: one query, once a request."""
    kept = getattr(request, "_frame", None)
    if kept is None or kept[0] != get_language():
        kept = (get_language(), _read_frame(request))
        request._frame = kept  # type: ignore[attr-defined]
    return kept[1]


def _read_frame(request: HttpRequest) -> Frame:
    site = Site.find_for_request(request)
    if site is None:
        return Frame(name="", statements=[])
    standard = ContentType.objects.get_for_model(StandardPage)
    pages = list(
        Page.objects.live()
        .filter(locale__language_code=get_language())
        .filter(
            Q(translation_key=site.root_page.translation_key)
            | Q(depth=site.root_page.depth + 1, show_in_menus=True, content_type=standard)
        )
        .order_by("path")
    )
    home = next((page for page in pages if page.translation_key == site.root_page.translation_key), None)
    if home is None:
        return Frame(name="", statements=[])
    statements = [page for page in pages if page.is_child_of(home)]
    return Frame(name=home.title, statements=[Link(page.title, page.get_url(request)) for page in statements])
