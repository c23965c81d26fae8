"""Addresses for those who have a page on paper."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(2048)
def code(address: str) -> SafeString:
    """An address as a drawing for a phone's camera. Attributes only: the policy allows no inline style."""
    drawn = segno.make(address, error="m", boost_error=False, micro=False)
    return mark_safe(drawn.svg_inline(border=2, svgclass=None, lineclass=None, omitsize=True))  # noqa: S308 - made by segno from an address
