"""A person's own record: as a page, a section at a time, and as a file to take along."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import selectors

ROWS = 30


@never_cache
@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Everything the site holds about who reads it."""
    return render(request, "record/me.html", {"sections": selectors.sections(request.user)})


@never_cache
@require_safe
@login_required
def section(request: HttpRequest, name: str) -> HttpResponse:
    """All of one section, a page at a time."""
    found = selectors.section(request.user, name)
    if found is None:
        raise Http404
    page = Paginator(found.rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "record/section.html", {"section": found, "page": page})


@never_cache
@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Everything as a file."""
    told = selectors.export(request.user, request.build_absolute_uri("/"))
    response = JsonResponse(told, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="everything-about-me.json"'
    return response
