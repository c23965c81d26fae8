"""Shows what apps above offered to a page."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from ..asides import Aside

register = template.Library()


@register.simple_tag(takes_context=True)
def show_aside(context: Context, aside: Aside) -> SafeString:
    """Render an aside's template where the tag stands: what it was handed, on top of what the page has."""
    shown = context.template.engine.get_template(aside.template)  # type: ignore[union-attr]
    with context.push(**aside.context):
        return shown.render(context)
