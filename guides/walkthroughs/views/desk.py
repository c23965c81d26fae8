"""The desk of staff in the CMS: where people get stuck, what they wrote, one answer for all, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.answers import selectors as answers
from commons.answers.rules import AnswerRefused
from commons.people.refusals import Refused
from commons.people.roles import roles_of
from commons.ui.dates import moment_in_words
from commons.ui.sheets import csv_file

from .. import mending, rules, selectors, services, tables
from ..forms import AnswerForm, StateForm, StrikeForm, StuckFilters
from ..models import Outcome, StuckPoint, StuckReport
from ..selectors import PointReport

REPORTS_A_PAGE = 50


@require_safe
def stuck_points(request: HttpRequest) -> HttpResponse:
    """Every step at which people got stuck, the highest rate first, or those that are asked for."""
    _require_staff(request)
    form = _filters(request)
    rows = selectors.stuck_points(request.user, **form.chosen())
    page = Paginator(rows, REPORTS_A_PAGE).get_page(request.GET.get("p"))
    asked = request.GET.copy()
    asked.pop("p", None)
    context = {"page_obj": page, "form": form, "asked": asked.urlencode(), "days": mending.RATE_DAYS}
    return render(request, "walkthroughs/desk/stuck_points.html", context)


@require_safe
def stuck_points_file(request: HttpRequest) -> HttpResponse:
    """The same as a table to work on elsewhere."""
    _require_staff(request)
    rows = selectors.stuck_points(request.user, **_filters(request).chosen())
    return _file("stuck-points.csv", csv_file(tables.steps_head(), tables.steps_rows(rows)))


@require_http_methods(["GET", "HEAD", "POST"])
def stuck_point(request: HttpRequest, pk: int) -> HttpResponse:
    """What people wrote about one step, and the form to answer all of them."""
    row = _row(request, pk)
    form = _answer_form(request)
    if request.method == "POST" and form is not None and form.is_valid():
        offices = answers.offices(request.user)
        office = next(office for office in offices if str(office.pk) == form.cleaned_data["body"])
        try:
            services.answer_stuck_point(by=request.user, point=row.point, body=office, text=form.cleaned_data["text"])
        except (AnswerRefused, services.MendingRefused) as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("The answer is shown at the step."))
            return redirect("stuck_point", pk)
    return _point_page(request, row, answer_form=form)


@require_POST
def stuck_point_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a stuck point."""
    row = _row(request, pk)
    form = _state_form(request, row.point, request.POST)
    if form.is_valid():
        try:
            services.set_state(by=request.user, point=row.point, **form.cleaned_data)
        except services.MendingRefused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("It is noted, and told at the step."))
            return redirect("stuck_point", pk)
    return _point_page(request, row, state_form=form)


@require_safe
def stuck_words_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What people said about one step, as a table."""
    point = _row(request, pk).point
    said: list[StuckReport | Outcome] = [
        *selectors.reports_of(request.user, point),
        *selectors.outcomes_of(request.user, point),
    ]
    return _file(f"stuck-point-{pk}.csv", csv_file(tables.words_head(), tables.words_rows(said)))


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, pk: int, kind: str, said: int) -> HttpResponse:
    """Take words that tell of a person out of what was sent, for good."""
    row = _row(request, pk)
    one = _said(request, row.point, kind, said)
    if one is None:
        raise Http404
    if not mending.may_mend(roles_of(request.user)):
        raise PermissionDenied
    form = StrikeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.strike_out(by=request.user, said=one, passage=form.cleaned_data["passage"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("The words are struck out."))
            return redirect("stuck_point", pk)
    context = {"row": row, "said": one, "form": form}
    return render(request, "walkthroughs/desk/strike.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, point: StuckPoint, kind: str, pk: int) -> StuckReport | Outcome | None:
    if kind == "report":
        return selectors.reports_of(request.user, point).filter(pk=pk).first()
    return selectors.outcomes_of(request.user, point).filter(pk=pk).first()


def _point_page(
    request: HttpRequest,
    row: PointReport,
    *,
    answer_form: AnswerForm | None = None,
    state_form: StateForm | None = None,
) -> HttpResponse:
    point = row.point
    wrong = any(form is not None and form.errors for form in (answer_form, state_form))
    if wrong:
        messages.error(request, _("Nothing was changed yet: look at what is marked below."))
    mends = mending.may_mend(roles_of(request.user))
    # Reports without words are told by their number: thirty alike would hide what people wrote.
    worded = selectors.reports_of(request.user, point).exclude(words="", struck_at=None)
    reports = Paginator(worded, REPORTS_A_PAGE)
    context = {
        "row": row,
        "page_obj": reports.get_page(request.GET.get("p")),
        "outcomes": selectors.outcomes_of(request.user, point).exclude(words="", struck_at=None)[:REPORTS_A_PAGE],
        "answers": selectors.answers_at(request.user, point),
        "form": answer_form or _answer_form(request),
        "state_form": (state_form or _state_form(request, point)) if mends else None,
        "mends": mends,
        "days": mending.RATE_DAYS,
    }
    return render(request, "walkthroughs/desk/stuck_point.html", context, status=422 if wrong else 200)


def _answer_form(request: HttpRequest) -> AnswerForm | None:
    offices = answers.offices(request.user)
    data = request.POST if request.method == "POST" and "text" in request.POST else None
    return AnswerForm(data, offices=offices) if offices else None


def _state_form(request: HttpRequest, point: StuckPoint, data: Any = None) -> StateForm:
    following = mending.TRANSITIONS[mending.State(point.state)]
    states = [(value, label) for value, label in StuckPoint.State.choices if value in following]
    versions = [
        (one.revision, _("version %(number)d, published on %(moment)s") % _named(one.revision, one.at))
        for one in selectors.versions_of(request.user, point)
    ]
    return StateForm(data, states=states, versions=versions)


def _named(revision: int, at: Any) -> dict[str, Any]:
    return {"number": revision, "moment": moment_in_words(at)}


def _filters(request: HttpRequest) -> StuckFilters:
    return StuckFilters(request.GET, services=selectors.services_of_guides(request.user))


def _row(request: HttpRequest, pk: int) -> PointReport:
    _require_staff(request)
    row = selectors.stuck_point(request.user, pk)
    if row is None:
        raise Http404
    return row


def _file(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _require_staff(request: HttpRequest) -> None:
    if not rules.may_read_reports(roles_of(request.user)):
        raise PermissionDenied
