"""The one search box's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import selectors, services
from ..words import LONGEST_QUERY


def search(request: HttpRequest) -> HttpResponse:
    """What was found for `q`; of one `kind` when asked, a page at a time. An unknown kind shows every kind."""
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUERY]
    kinds = {source.kind: source.label for source in selectors.sources()}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    results = selectors.search(
        request.user, query=query, language=get_language() or "", kind=kind, page=request.GET.get("page", 1)
    )
    if results.missed and request.method == "GET" and not kind and "page" not in request.GET:
        services.note_missed(query=query, language=get_language() or "")
    context = {
        "results": results,
        "kind": kind,
        "tabs": _tabs(request, results, kinds, kind) if results.total else [],
        "meant": " ".join(results.used) if results.corrected else "",
    }
    return render(request, "search/results.html", context)


def _tabs(request: HttpRequest, results: selectors.Results, kinds: dict, chosen: str) -> list[dict]:
    """Every kind that has something, as links that keep the words."""
    tabs = [{"label": _("Everything"), "href": _address(request, ""), "current": not chosen, "count": results.total}]
    for kind, label in kinds.items():
        if results.counts[kind]:
            tabs.append(
                {
                    "label": label,
                    "href": _address(request, kind),
                    "current": kind == chosen,
                    "count": results.counts[kind],
                }
            )
    return tabs


def _address(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("kind", None)
    if kind:
        query["kind"] = kind
    return f"?{query.urlencode()}"
