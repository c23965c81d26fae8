"""The town itself: site, offices and services."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile

from commons.directory.models import PublicBody, Service
from commons.directory.services import open_body, open_service
from commons.pages.models import SiteImage
from home.website.models import HomePage
from home.website.services import SiteDetails, set_up_site

from .texts import LANGUAGES, TEXTS, read


@dataclass(frozen=True)
class Town:
    """What everything else stands on, by slug or language."""

    homes: Mapping[str, HomePage]
    bodies: Mapping[str, PublicBody]
    services: Mapping[str, Service]


def found() -> Town:
    """Set the site up as Alder Bay's, with its offices and services."""
    told = read("town")
    address = urlsplit(settings.BASE_URL or settings.WAGTAILADMIN_BASE_URL)
    site = told["site"]
    set_up_site(
        details=SiteDetails(
            names=site["names"], often_wanted=site["often_wanted"], logo=_mark(site["names"]["en"]), **site["contact"]
        ),
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
    )
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    bodies = {body["slug"]: open_body(words=_words(body), **_plain(body)) for body in told["bodies"]}
    services = {
        service["slug"]: open_service(words=_words(service), **{**_plain(service), "body": bodies[service["body"]]})
        for service in told["services"]
    }
    return Town({language: homes[language] for language in LANGUAGES}, bodies, services)


def _mark(title: str) -> SiteImage:
    """The town's mark, the same as in its films."""
    with (TEXTS / "mark.png").open("rb") as source:
        return SiteImage.objects.create(title=title, file=ImageFile(source, name="mark.png"))


def _words(row: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {language: {name: text.strip() for name, text in row[language].items()} for language in LANGUAGES}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in LANGUAGES}
