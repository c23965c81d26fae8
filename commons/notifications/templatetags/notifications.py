"""The button by which a page lets people follow what it shows."""

from typing import Any

from django import template
from django.template import RequestContext

from .. import selectors
from ..adapters import Thing

register = template.Library()


@register.inclusion_tag("notifications/follow.html", takes_context=True)
def follow_button(context: RequestContext, kind: str, key: Any, name: str = "") -> dict[str, Any]:
    """A form to follow a thing, pressed where the reader does; what they follow is read once for all of a page."""
    request = context["request"]
    followed = request.__dict__.get("_things_followed")
    if followed is None:
        followed = request.__dict__["_things_followed"] = selectors.things_followed(request.user)
    return {
        "kind": kind,
        "key": str(key),
        "name": name,
        "pressed": Thing(kind, str(key)) in followed,
        "back": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
