"""What every public page asks of its site, known before its view."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language_from_path

from . import selectors


class SiteMiddleware:
    """Tells Wagtail which site is asked for and where sites begin, which it would ask anew for every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Only for public addresses: what monitors ask must not wait for the database, and staff see what is."""
        if get_language_from_path(request.path_info):
            request._wagtail_site = selectors.site_asked(request)  # type: ignore[attr-defined]
            request._wagtail_cached_site_root_paths = selectors.site_root_paths()  # type: ignore[attr-defined]
