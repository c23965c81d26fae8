"""Writes data for machines into a page."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(data: dict[str, Any]) -> SafeString:
    """A block of JSON-LD: data, never run, so the policy for scripts lets it stand; no text in it can end it."""
    words = json.dumps(data, ensure_ascii=False, allow_nan=False).translate(_UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{words}</script>')  # noqa: S308 - brackets are escaped above
