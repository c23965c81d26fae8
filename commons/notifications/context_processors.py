"""What the frame of every page shows of a person's notifications."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import selectors


def notifications(request: HttpRequest) -> dict[str, Any]:
    """How many the reader has not read; counted when a page shows it and not before."""
    return {"unread_notifications": SimpleLazyObject(lambda: selectors.unread(request.user))}
