"""What templates ask about guides."""

from django import template

from guides.videos.selectors import still

from ..models import GuidePage

register = template.Library()


@register.simple_tag
def still_of(guide: GuidePage) -> str:
    """The address of the picture that a guide's film begins with; empty when there is none to show."""
    return still(guide.video) if guide.video else ""
