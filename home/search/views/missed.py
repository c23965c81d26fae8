"""The editors' list in Wagtail's admin: what people searched for and did not find, and what to do about it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.people.roles import roles_of

from .. import rules, selectors, services
from ..models import MissedSearch

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Refused:
    """What an editor typed beside one row, and why it can't be."""

    pk: int
    typed: str
    message: str


@require_safe
def missed(request: HttpRequest) -> HttpResponse:
    """The words, most often first: those still open, or those dealt with."""
    return _list(request)


@require_POST
def make_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what our pages call it."""
    found = _one(request, pk)
    typed = request.POST.get("same_as", "")[: rules.LONGEST_ENTRY]
    try:
        group = services.make_synonym(by=request.user, missed=found, same_as=typed)
    except services.SynonymRefused as refused:
        return _list(request, Refused(pk, typed, refused.message))
    messages.success(request, _("From now on these find the same: %(group)s.") % {"group": group})
    return redirect("search_missed")


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a row as dealt with, or open it again."""
    done = request.POST.get("done") == "1"
    services.set_aside(by=request.user, missed=_one(request, pk), done=done)
    return redirect("search_missed" if done else reverse("search_missed") + "?state=done")


def _list(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    _require_mender(request)
    states = MissedSearch.State
    state = states.DONE if request.GET.get("state") == states.DONE else states.OPEN
    rows = selectors.missed(request.user, state=state).order_by("-times", "-last_day", "pk")
    context = {
        "page_obj": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p")),
        "state": state.value,
        "refused": refused,
        "days": rules.KEEP_FOR.days,
    }
    return render(request, "search/desk/missed.html", context, status=422 if refused else 200)


def _one(request: HttpRequest, pk: int) -> MissedSearch:
    _require_mender(request)
    return get_object_or_404(MissedSearch, pk=pk)


def _require_mender(request: HttpRequest) -> None:
    if not rules.may_mend(roles_of(request.user)):
        raise PermissionDenied
