"""Serves pages, and pictures where no other server does."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.static import serve
from wagtail import hooks
from wagtail.views import serve_chain

from . import selectors


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at an address, as Wagtail serves it: its hooks, who may read it among them, stand around."""
    above = selectors.front_page(request)
    found = selectors.page_at(above, path) if above else None
    if found is None:
        raise Http404
    answer = serve_chain
    for around in reversed(hooks.get_hooks("on_serve_page")):
        answer = around(answer)
    for before in hooks.get_hooks("before_serve_page"):
        instead = before(found, request, [], {})
        if isinstance(instead, HttpResponse):
            return instead
    return answer(found, request, [], {})


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture among the media, read whole: Django's own view would send it by an iterator that ASGI refuses.

    An upload has at most WAGTAILIMAGES_MAX_UPLOAD_SIZE bytes.
    """
    found = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if not found.streaming:
        return found
    body = b"".join(found)  # type: ignore[call-overload]
    found.close()
    return HttpResponse(body, headers={**found.headers, "Cache-Control": "public, max-age=86400"})
