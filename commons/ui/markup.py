"""People's words made into safe HTML: a little Markdown in, an allow-list out."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ALLOWED_TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a"}
ALLOWED_ATTRIBUTES = {"*": set(), "a": {"href"}, "ol": {"start"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "nofollow ugc noopener"

# HTML in people's text is shown as they typed it. Headings and pictures would let one post shout down the others.
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
_markdown.enable(["linkify", "strikethrough"])
_markdown.disable(["heading", "lheading", "image", "hr", "html_block", "html_inline"])


def to_html(text: str | None) -> SafeString:
    """Safe HTML of a person's text. Markdown keeps HTML out; nh3 stands behind it in case it should ever not."""
    if not text:
        return SafeString("")
    clean = nh3.clean(
        _markdown.render(text),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=LINK_REL,
    )
    return mark_safe(clean)  # noqa: S308 - the allow-list above makes it so
