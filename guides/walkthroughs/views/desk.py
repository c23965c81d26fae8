"""The staff's desk in Wagtail's admin: where people get stuck, what they wrote, and one answer for all of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from commons.answers import selectors as answers
from commons.answers.rules import AnswerRefused
from commons.people.roles import roles_of

from .. import rules, selectors, services
from ..forms import AnswerForm
from ..models import StuckPoint

REPORTS_A_PAGE = 50


def stuck_points(request: HttpRequest) -> HttpResponse:
    """Every step at which people got stuck, most people first."""
    _require_staff(request)
    page = Paginator(selectors.stuck_points(request.user), REPORTS_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "walkthroughs/desk/stuck_points.html", {"page_obj": page})


def stuck_point(request: HttpRequest, pk: int) -> HttpResponse:
    """What people wrote about one step, and the form to answer all of them."""
    _require_staff(request)
    point = get_object_or_404(StuckPoint.objects.select_related("anchor", "answerable"), pk=pk)
    offices = answers.offices(request.user)
    form = AnswerForm(request.POST or None, offices=offices) if offices else None
    if request.method == "POST" and form is not None and form.is_valid():
        office = next(office for office in offices if str(office.pk) == form.cleaned_data["body"])
        try:
            services.answer_stuck_point(by=request.user, point=point, body=office, text=form.cleaned_data["text"])
        except AnswerRefused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("The answer is shown at the step."))
            return redirect("stuck_point", pk)
    context = {
        "point": point,
        "place": selectors.place_of(point),
        "page_obj": Paginator(selectors.reports_of(request.user, point), REPORTS_A_PAGE).get_page(request.GET.get("p")),
        "answers": point.answerable.answers.select_related("body", "author").prefetch_related("body__texts"),
        "form": form,
    }
    return render(request, "walkthroughs/desk/stuck_point.html", context)


def _require_staff(request: HttpRequest) -> None:
    if not rules.may_read_reports(roles_of(request.user)):
        raise PermissionDenied
