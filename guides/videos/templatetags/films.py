"""What templates ask about films."""

from django import template

from .. import selectors
from ..models import GuideVideo

register = template.Library()


@register.simple_tag
def film_status(video: GuideVideo) -> selectors.Status:
    """How far a film is, for its editors."""
    return selectors.status(video)
