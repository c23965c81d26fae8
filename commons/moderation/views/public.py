"""The policy and the log: the same for every reader."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.ui.sheets import csv_file

from .. import selectors
from ..forms import LogForm
from ..models import PolicyPage

ENTRIES_A_PAGE = 50
#: Lines of a file, at most: more is asked for year by year.
MOST_LINES = 50_000


def policy(request: HttpRequest, page: PolicyPage) -> HttpResponse:
    """The rules, each with an address of its own."""
    return render(request, "moderation/policy.html", {"page": page, "rules": page.rules.all()})


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What was decided: what kind, under which rule, on which day, and what became of an appeal. Never who."""
    years, form, asked = _asked(request)
    found = Paginator(selectors.entries(request.user, **asked), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "years": years,
        "form": form,
        "narrowed": bool(asked),
        "query": request.GET.urlencode(),
        "listed": found,
        "entries": list(selectors.lines(request.user, found)),
        "policy": selectors.policy_address(),
    }
    return render(request, "moderation/log.html", context)


@require_safe
def log_file(request: HttpRequest) -> HttpResponse:
    """The same as a table to work on elsewhere."""
    _years, _form, asked = _asked(request)
    found = selectors.lines(request.user, selectors.entries(request.user, **asked)[:MOST_LINES])
    head = [_("Day"), _("What"), _("Decision"), _("Rule"), _("Rule in words"), _("Appeal")]
    rows = (
        [
            one.day.isoformat(),
            one.kind,
            one.label,
            one.rule.number if one.rule else "",
            one.rule.title if one.rule else "",
            one.appeal,
        ]
        for one in found
    )
    response = HttpResponse(csv_file(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moderation-log.csv"'
    return response


def _asked(request: HttpRequest) -> tuple[list[selectors.Year], LogForm, dict[str, Any]]:
    years = selectors.years(request.user)
    form = LogForm(request.GET, years=[year.year for year in years], rules=selectors.rules())
    asked = form.asked()
    if "rule" in asked:
        asked["rule"] = UUID(asked["rule"])
    return years, form, asked
