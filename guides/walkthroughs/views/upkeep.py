"""Keeping guides right, in Wagtail's admin: what is missing, what changed step by step, and that a guide is checked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.ui.dates import day_in_words

from .. import selectors, services
from ..models import GuidePage


@require_safe
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """What the latest draft lacks, as a piece of the page editor."""
    page = _editable(request, pk).get_latest_revision_as_object()
    state = selectors.editing_state(page, page.gate_facts())
    return render(request, "walkthroughs/desk/gate.html", {"page": page, "state": state})


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions of a guide, compared step by step; the two latest unless others are chosen."""
    page = _editable(request, pk)
    chosen = {name: _number(request.GET.get(name)) for name in ("before", "after")}
    context = {
        "page": page,
        "versions": selectors.versions(request.user, page),
        "comparison": selectors.comparison(request.user, page, **chosen),
    }
    return render(request, "walkthroughs/desk/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def checked(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that every step was tried today, after one more look at what that means."""
    page = _editable(request, pk)
    if request.method == "POST":
        try:
            again = services.mark_checked(by=request.user, page=page)
        except services.CheckRefused as refused:
            messages.error(request, refused.message)
        else:
            words = _("Noted: “%(title)s” is checked today. It is to be checked again on %(day)s.")
            messages.success(request, words % {"title": page.title, "day": day_in_words(again)})
        return redirect("guides_to_check")
    return render(request, "walkthroughs/desk/checked.html", {"page": page})


def _editable(request: HttpRequest, pk: int) -> Any:
    """The guide, when this person may edit it."""
    page = get_object_or_404(GuidePage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _number(given: str | None) -> int | None:
    """The number of a version; none for what is no number."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 19 else None
