"""The moderators' desk in the CMS: the queue, and one case."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.people.refusals import Refused
from commons.people.roles import MODERATORS, has_role

from .. import selectors, services
from ..forms import DecisionForm, HandForm, VerdictForm
from ..rules import Outcome, Verdict
from ..selectors import Case

CASES_A_PAGE = 30
LISTS = ("waiting", "mine", "appeals", "decided")


@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    """What waits, and how long; below it the cases."""
    _require_moderator(request)
    show = request.GET.get("show", "")
    show = show if show in LISTS else LISTS[0]
    page = Paginator(selectors.queue(request.user, show), CASES_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "show": show,
        "lists": [
            ("waiting", _("Waiting")),
            ("mine", _("Mine")),
            ("appeals", _("Appeals")),
            ("decided", _("Decided")),
        ],
        "load": selectors.load(request.user),
        "page_obj": page,
        "rows": selectors.rows(request.user, list(page)),
        "asked": f"show={show}",
    }
    return render(request, "moderation/desk/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One case: what the public sees, every report, the rules, what was decided before, and the decision."""
    _require_moderator(request)
    found = selectors.case(request.user, kind, pk)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found)
    deeds: dict[str, Callable[[HttpRequest, Case], forms.Form]] = {
        "decide": _decide,
        "hand": _hand,
        "verdict": _verdict,
    }
    name = request.POST.get("deed", "")
    if name not in deeds:
        raise Http404
    form = deeds[name](request, found)
    if form.is_valid():
        return redirect("moderation_case", kind, pk)
    messages.error(request, _("Nothing was changed. Look at what is marked below."))
    # Read again: what was refused may have been decided by somebody else meanwhile.
    return _show(request, selectors.case(request.user, kind, pk) or found, status=422, **{name: form})


def _decide(request: HttpRequest, found: Case) -> forms.Form:
    form = _decision_form(found, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        _do(
            request,
            form,
            _("It is decided. Who wrote it and who reported it are told."),
            lambda: services.decide(
                by=request.user,
                kind=found.thing.kind,
                pk=found.thing.pk,
                outcome=Outcome(given["outcome"]),
                rule=given["rule"],
                words=given["words"],
                seen=given["seen"],
                days=given.get("days") if given["outcome"] == Outcome.PAUSE else None,
            ),
        )
    return form


def _hand(request: HttpRequest, found: Case) -> forms.Form:
    form = _hand_form(request, found, request.POST)
    if found.reportable is None:
        raise Http404
    reportable = found.reportable
    if form.is_valid():
        people = {str(person.pk): person for person in selectors.moderators_of(request.user, found.thing.body)}
        to = people.get(form.cleaned_data["to"])
        _do(request, form, _("It is noted."), lambda: services.hand(by=request.user, reportable=reportable, to=to))
    return form


def _verdict(request: HttpRequest, found: Case) -> forms.Form:
    form = VerdictForm(request.POST, prefix="verdict")
    if found.appeal is None:
        raise Http404
    appeal = found.appeal
    if form.is_valid():
        verdict, words = Verdict(form.cleaned_data["verdict"]), form.cleaned_data["words"]
        _do(
            request,
            form,
            _("The appeal is decided. Its author is told."),
            lambda: services.decide_appeal(by=request.user, appeal=appeal, verdict=verdict, words=words),
        )
    return form


def _do(request: HttpRequest, form: forms.Form, done: str, deed: Callable[[], Any]) -> None:
    """Call the service; put its refusal beside the field."""
    try:
        deed()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    else:
        messages.success(request, done)


def _show(request: HttpRequest, found: Case, status: int = 200, **bound: Any) -> HttpResponse:
    decision: Any = bound.get("decide") or _decision_form(found)
    if bound.get("decide"):
        # Whoever sends it once more has seen what is shown now.
        decision.data = {**decision.data.dict(), decision.add_prefix("seen"): str(found.version)}
    waiting = found.appeal is not None and found.appeal.verdict == Verdict.WAITING
    context = {
        "case": found,
        "decision_form": decision,
        "verdict_form": (bound.get("verdict") or VerdictForm(prefix="verdict")) if waiting else None,
        "hand_form": (bound.get("hand") or _hand_form(request, found)) if found.reportable else None,
    }
    return render(request, "moderation/desk/case.html", context, status=status)


def _decision_form(found: Case, data: Any = None) -> DecisionForm:
    able = [outcome for outcome, reason in found.outcomes.items() if reason is None]
    return DecisionForm(data, outcomes=able, rules=found.rules, prefix="decide", initial={"seen": found.version})


def _hand_form(request: HttpRequest, found: Case, data: Any = None) -> HandForm:
    held = found.reportable.held_by_id if found.reportable else None
    people = selectors.moderators_of(request.user, found.thing.body)
    return HandForm(data, people=people, prefix="hand", initial={"to": str(held or "")})


def _require_moderator(request: HttpRequest) -> None:
    if not has_role(request.user, MODERATORS):
        raise PermissionDenied
