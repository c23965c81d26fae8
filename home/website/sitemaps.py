"""What search engines may find: published pages, services and ideas, each in every language it has, and the films."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from commons.directory import selectors as directory
from commons.directory.models import Service
from guides.videos import selectors as videos
from guides.walkthroughs import selectors as guides
from guides.walkthroughs.models import GuidePage
from participation.ideas import selectors as ideas
from participation.ideas.models import Idea

VISITOR = AnonymousUser()


class PagesSitemap(Sitemap):
    """Every published page anyone may read, with its translations; guides have a map of their own."""

    def items(self) -> QuerySet[Any]:
        """All but the root of the tree."""
        pages = Page.objects.live().public().filter(depth__gt=1).not_exact_type(GuidePage)
        return pages.select_related("locale").order_by("path")

    def location(self, item: Page) -> str:
        """The address without the host."""
        parts = item.get_url_parts()
        return parts[2] if parts else "/"

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        return item.last_published_at

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The entries, each with the addresses of its translations; Django knows only those of translated views."""
        urls = super().get_urls(page, site, protocol)
        together: dict[Any, list[dict[str, str]]] = defaultdict(list)
        for url in urls:
            language = url["item"].locale.language_code
            together[url["item"].translation_key].append({"lang_code": language, "location": url["location"]})
        for url in urls:
            alternates = together[url["item"].translation_key]
            url["alternates"] = alternates if len(alternates) > 1 else []
        return urls


class GuidesSitemap(PagesSitemap):
    """Every public guide, with its translations and its film."""

    def items(self) -> QuerySet[GuidePage]:
        """The guides a visitor may read."""
        return guides.with_films(VISITOR)

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The entries, each with what is to be known of its film, as whole addresses."""
        urls = super().get_urls(page, site, protocol)
        start = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for url in urls:
            url["film"] = _film(url["item"], start)
        return urls


def _film(page: GuidePage, start: str) -> dict[str, Any] | None:
    """The film of a guide; nothing while it is not whole, with a picture of it."""
    film = guides.shown_film(page)
    if film is None or not (still := videos.still(film)) or not (largest := videos.largest(film)):
        return None
    return {
        "still": start + still,
        "film": start + largest,
        "player": start + guides.embed_address(page),
        "title": page.title,
        "description": page.summary,
        "seconds": round(film.duration),
        "published": page.first_published_at,
    }


class ServicesSitemap(Sitemap):
    """Every service, in every language."""

    i18n = True
    alternates = True

    def items(self) -> Iterable[Service]:
        """The services of every office."""
        return list(directory.services(VISITOR))


class IdeasSitemap(Sitemap):
    """Every idea on show, in every language of the pages around it."""

    i18n = True
    alternates = True

    def items(self) -> QuerySet[Idea]:
        """The ideas a visitor may read."""
        return ideas.visible_ideas(VISITOR).order_by("pk")

    def lastmod(self, item: Idea) -> datetime:
        """When its state last changed."""
        return item.state_since


SITEMAPS = {"pages": PagesSitemap, "guides": GuidesSitemap, "services": ServicesSitemap, "ideas": IdeasSitemap}
