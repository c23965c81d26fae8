"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import selectors


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, mark and statements; read when a page shows them and not before."""
    frame = SimpleLazyObject(lambda: selectors.frame(request))
    return {
        "site_settings": SimpleLazyObject(lambda: frame.settings),
        "footer_links": SimpleLazyObject(lambda: frame.statements),
    }
