"""How mails look: mail programs read no sheet of ours, so each element is given its own part of it."""

from functools import cache
from typing import Any

import css_inline
from django.template.loader import render_to_string


@cache
def _inliner() -> css_inline.CSSInliner:
    """The sheet, with what depends on the reader's screen left in the mail's head."""
    sheet = render_to_string("ui/mail.css")
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True, extra_css=sheet)


def render_mail(template: str, context: dict[str, Any]) -> str:
    """An HTML mail made from a template. Nothing is fetched, whatever the words in it hold."""
    return _inliner().inline(render_to_string(template, context))
