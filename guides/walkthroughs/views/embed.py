"""A guide within another site: the page to be framed, and what tells other sites how (oEmbed).

Whoever is signed in here is nobody there: these pages ask for no cookie, and show what everyone may read.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from commons.web.framing import framable

from .. import embedding, linked_data, selectors
from ..models import GuidePage
from .film import film

VISITOR = AnonymousUser()
CACHE_SECONDS = 3600


@require_safe
@framable
def guide(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """One guide to play and to read, without anything to send; words instead when it is not public any more."""
    page = selectors.by_key(VISITOR, page_key)
    if page is None:
        return render(request, "walkthroughs/embed_gone.html", status=404)
    if page.locale.language_code != get_language():
        return redirect(selectors.embed_address(page))
    shown = selectors.shown(VISITOR, page)
    address = page.get_full_url(request) or request.build_absolute_uri()
    context = {
        "page": page,
        "guide": shown,
        "film": film(shown, shown.second(request.GET.get("t", ""))),
        "address": address,
    }
    return render(request, "walkthroughs/embed.html", context)


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """What a link to a guide becomes on another site, as JSON or XML; refusals are sentences."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return _refusal(_("This is given as json or xml only."), 501)
    try:
        link = embedding.link(request.GET.get("url", ""))
        page = selectors.at_path(VISITOR, link.path) if link.host == request.get_host().lower() else None
        if page is None:
            return _refusal(_("There is no public guide at this address."), 404)
        with override(page.locale.language_code):
            data = _rich(request, page, link.second)
    except embedding.NotUnderstood:
        return _refusal(_("Give the whole address of a guide as url, and room in whole pixels if at all."), 400)
    if form == "xml":
        response = render(request, "walkthroughs/oembed.xml", {"data": data}, content_type="text/xml; charset=utf-8")
    else:
        response = JsonResponse(data)
    # Nothing here is anybody's own: other sites' scripts may read it too.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def told_to_others(request: HttpRequest, shown: selectors.ShownGuide, address: str) -> dict[str, Any]:
    """What the page of a public guide says to machines and to those who want to show it elsewhere."""
    src = request.build_absolute_uri(selectors.embed_address(shown.page))
    size = embedding.size(has_film=bool(shown.film))
    parts = selectors.film_parts(shown)
    return {
        "data": linked_data.how_to(shown, parts, address=address, embed=src, absolute=request.build_absolute_uri),
        "oembed": f"{request.build_absolute_uri(reverse('oembed'))}?{urlencode({'url': address})}",
        "embed_code": code(page=shown.page, src=src, size=size),
    }


def code(*, page: GuidePage, src: str, size: embedding.Size) -> str:
    """The element that other sites put into their page."""
    return render_to_string("walkthroughs/embed_code.html", {"page": page, "src": src, "size": size}).strip()


def _rich(request: HttpRequest, page: GuidePage, begins: int) -> dict[str, Any]:
    shown = selectors.shown(VISITOR, page)
    room = {name: request.GET.get(f"max{name}", "") for name in ("width", "height")}
    size = embedding.size(has_film=bool(shown.film), max_width=room["width"], max_height=room["height"])
    src = request.build_absolute_uri(selectors.embed_address(page)) + (f"?t={begins}" if begins else "")
    site = Site.find_for_request(request)
    data = {
        "version": "1.0",
        "type": "video" if shown.film else "rich",
        "title": page.title,
        "author_name": page.service.body.name,
        "author_url": request.build_absolute_uri(page.service.get_absolute_url()),
        "provider_name": site.site_name if site else "",
        "provider_url": request.build_absolute_uri(f"/{get_language()}/"),
        "cache_age": CACHE_SECONDS,
        "html": code(page=page, src=src, size=size),
        "width": size.width,
        "height": size.height,
    }
    if shown.film and shown.film.poster:
        data["thumbnail_url"] = request.build_absolute_uri(shown.film.poster)
        data |= {"thumbnail_width": shown.film.width, "thumbnail_height": shown.film.height}
    return data


def _refusal(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
