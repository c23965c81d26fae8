"""What the components and pages say times, icons, people's text and the way through lists with."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from .. import contrast, markup
from ..addresses import address
from ..dates import clock, day_in_words, days_left, moment_in_words
from ..icons import ICONS
from ..pictures import drawing
from ..plain_text import first_words

register = template.Library()
register.filter("markdown", markup.to_html, is_safe=True)
register.filter(clock)
register.filter(first_words)
register.filter(days_left)
register.simple_tag(address)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An inline drawing, hidden from screen readers because words stand beside it. Fails on a name there is not."""
    drawing = ICONS[name]
    classes = " ".join(
        filter(
            None, ["icon", f"icon-{name}", "icon-solid" if drawing.solid else "", "icon-turns" if drawing.turns else ""]
        )
    )
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        classes,
        drawing.path,
    )


@register.simple_tag
def picture(number: int | None, large: bool = False) -> SafeString | str:
    """The picture of the person with an account's number, beside their name; nothing for nobody."""
    if not number:
        return ""
    hue, path = drawing(number)
    return format_html(
        '<svg class="picture picture-{}{}" viewBox="0 0 7 7" width="20" height="20" aria-hidden="true"'
        ' focusable="false"><path d="{}"/></svg>',
        hue,
        " picture-large" if large else "",
        path,
    )


@register.simple_tag
def day(value: date | datetime | None) -> SafeString | str:
    """A date in words with its year: 3 November 2026."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day_in_words(value))


@register.simple_tag
def moment(value: datetime | None, zone: bool = False) -> SafeString | str:
    """A date and time of day: 3 November 2026, 18:30; with the zone's name where it matters."""
    if not value:
        return ""
    local = timezone.localtime(value)
    words = moment_in_words(local, zone=zone)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.filter
def is_number(value: object) -> bool:
    """Whether a table's cell lines up to the right."""
    return isinstance(value, int | float) and not isinstance(value, bool)


@register.filter
def section(path: str) -> str:
    """The part of the site an address belongs to: its first word after the language."""
    words = path.strip("/").split("/")
    if words and words[0] in dict(settings.LANGUAGES):
        words = words[1:]
    return words[0] if words else ""


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """This page in each language of the site, named in that language; the front page where it lacks one.

    A view that knows in which languages its page exists says so as `request.languages`.
    """
    request = context.get("request")
    here = request.get_full_path() if request else "/"
    spoken = get_language()
    there = getattr(request, "languages", None)
    links = []
    for code, _name in settings.LANGUAGES:
        exists = there is None or code in there
        href = (here if code == spoken else translate_url(here, code)) if exists else f"/{code}/"
        links.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "href": href,
                "address": request.build_absolute_uri(href.partition("?")[0]) if request and exists else "",
                "current": code == spoken,
            }
        )
    return links


@register.simple_tag
def page_numbers(page: Page) -> Iterable[int | str]:
    """The page numbers worth a link, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def page_href(context: Context, number: int, param: str = "page") -> str:
    """The address of another page of the list, with everything else of the question kept."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is None:
        return f"?{param}={number}"
    query[param] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def columns(headers: list[str], rows: list[list[Any]]) -> list[dict[str, Any]]:
    """The heads of a table's columns, with whether figures stand below."""
    first = rows[0] if rows else []
    return [{"text": text, "number": n < len(first) and is_number(first[n])} for n, text in enumerate(headers)]


@register.simple_tag
def theme_href(accent: str | None) -> str:
    """The address of a site's colours; empty when it keeps ours, or has written something that is no colour."""
    try:
        return reverse("ui_theme", args=[contrast.fingerprint(accent)]) if accent else ""
    except ValueError:
        return ""


@register.simple_tag
def shares(points: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points of a chart with the width of each bar in per cent of the longest."""
    points = list(points)
    top = max((point["value"] for point in points), default=0) or 1
    return [{**point, "width": f"{100 * point['value'] / top:.2f}%"} for point in points]
