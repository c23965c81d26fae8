"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest

from .models import SiteSettings


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and mark, for the frame around every page."""
    return {"site_settings": SiteSettings.for_request(request)}
