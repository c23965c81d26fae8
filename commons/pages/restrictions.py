"""What a visitor has opened of pages that are kept behind a password."""

from typing import cast

from django.http import HttpRequest
from wagtail.models import PageViewRestriction


def passed(request: HttpRequest) -> list[int]:
    """The ids of the password restrictions this visitor has opened in their session."""
    return cast(list[int], request.session.get(PageViewRestriction.passed_view_restrictions_session_key, []))
