"""What search engines may find: published pages, services and ideas, each in every language it has."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from commons.directory import selectors as directory
from commons.directory.models import Service
from participation.ideas import selectors as ideas
from participation.ideas.models import Idea

VISITOR = AnonymousUser()


class PagesSitemap(Sitemap):
    """Every published page anyone may read."""

    def items(self) -> QuerySet[Page]:
        """All but the root of the tree."""
        return Page.objects.live().public().filter(depth__gt=1).order_by("path")

    def location(self, item: Page) -> str:
        """The address without the host."""
        parts = item.get_url_parts()
        return parts[2] if parts else "/"

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        return item.last_published_at


class ServicesSitemap(Sitemap):
    """Every service, in every language."""

    i18n = True
    alternates = True

    def items(self) -> list[Service]:
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


SITEMAPS = {"pages": PagesSitemap, "services": ServicesSitemap, "ideas": IdeasSitemap}
