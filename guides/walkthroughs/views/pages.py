"""The list of guides and the page of one."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.pages import exposure
from commons.pages.asides import Asides
from commons.pages.restrictions import passed
from guides.videos import webvtt

from .. import qr, selectors
from ..forms import OutcomeForm
from ..models import GuideIndexPage, GuidePage
from .embed import told_to_others
from .film import film


def index(request: HttpRequest, page: GuideIndexPage) -> HttpResponse:
    """All guides, by service."""
    guides = sorted(
        selectors.live_guides(request.user),
        key=lambda guide: (guide.service.name.casefold(), guide.service_id, guide.title.casefold()),
    )
    groups = [(service, list(found)) for service, found in groupby(guides, key=lambda guide: guide.service)]
    return render(request, "walkthroughs/index.html", {"page": page, "groups": groups})


def guide(request: HttpRequest, page: GuidePage) -> HttpResponse:
    """One guide: facts first, then the steps beside their film."""
    is_preview = getattr(request, "is_preview", False)
    shown = selectors.shown(request.user, page, is_preview=is_preview, passed=passed(request))
    asides = Asides(page, request.user)
    address = page.get_full_url(request) or request.build_absolute_uri()
    context = {
        "page": page,
        "guide": shown,
        "film": film(shown, shown.second(request.GET.get("t", ""))),
        "rows": [(step, asides.at("step.acts", step.step.translation_key), _qr(address, step)) for step in shown.steps],
        "asides": asides.at("guide.aside"),
        "outcome_form": OutcomeForm(),
        "crumbs": _crumbs(page),
        "address": address,
        "qr": qr.code(address),
    }
    if not is_preview and selectors.is_public(page):
        context |= shown.once(("told", address), lambda: told_to_others(request, shown, address))
    response = render(request, "walkthroughs/guide.html", context)
    if not is_preview:
        exposure.opens(response, page.translation_key)
    return response


@require_safe
def chapters(request: HttpRequest, page_key: Any) -> HttpResponse:
    """The steps as chapters of the film, for players that show them."""
    page = selectors.by_key(request.user, page_key, passed=passed(request))
    parts = selectors.parts_of(page) if page else None
    if parts is None:
        raise Http404
    cues = [webvtt.Cue(part.start * 1000, part.end * 1000, part.title) for part in parts]
    return HttpResponse(webvtt.emit(cues), content_type="text/vtt; charset=utf-8")


def _crumbs(page: GuidePage) -> list[dict[str, str]]:
    parent = page.get_parent()
    first = {"label": parent.title if parent else _("Guides"), "href": (parent.get_url() if parent else "") or ""}
    return [first, {"label": page.service.name, "href": page.service.get_absolute_url()}]


def _qr(address: str, step: selectors.ShownStep) -> str:
    """The second of the film that shows a step, for whoever has the step on paper."""
    return qr.code(f"{address}?t={step.start}#film") if step.start is not None else ""
