"""What stands around every page."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from commons.pages.kept import kept
from commons.pages.selectors import host_asked, read_front_page, read_site

from ..models import SiteSettings


@dataclass(frozen=True)
class Link:
    """A link with its words."""

    label: str
    href: str


@dataclass(frozen=True)
class Frame:
    """What stands around every page: the site's settings, its name in the reader's language, and its statements."""

    settings: SiteSettings
    statements: list[Link]


@kept(lambda request: (host_asked(request), get_language()))
def frame(request: HttpRequest) -> Frame:
    """What stands around every page of the site asked for, in the reader's language."""
    home, site = read_front_page(request), read_site(request)
    shown = SiteSettings.for_site(site) if site else SiteSettings(name=settings.WAGTAIL_SITE_NAME)
    if home is None or not home.live:
        return Frame(settings=shown, statements=[])
    shown.name = home.title
    of_text = Q(standardpage__isnull=False) | Q(policypage__isnull=False)
    statements = Page.objects.child_of(home).live().filter(of_text, show_in_menus=True).order_by("path")
    return Frame(settings=shown, statements=[Link(page.title, page.get_url(request)) for page in statements])
