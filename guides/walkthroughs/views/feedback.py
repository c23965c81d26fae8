"""“I got stuck here” and “Did you get it done?”: plain forms without an account, each ending on what happens next."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commons.answers.models import Answer
from commons.pages.asides import Asides
from commons.pages.restrictions import passed
from commons.people import participants
from commons.people.abuse import address_of

from .. import selectors, services
from ..forms import FailedForm, OutcomeForm, StuckForm
from ..models import GuidePage, Outcome


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stuck(request: HttpRequest, page_key: UUID, step_key: UUID) -> HttpResponse:
    """Say why one got stuck at a step."""
    page = _guide(request, page_key)
    step = _step(page, step_key)
    form = StuckForm(request.POST or None)
    who = participants.by_account(request)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.caught:
                services.report_stuck(
                    by=who,
                    page=page,
                    step_key=step_key,
                    reason=form.cleaned_data["reason"],
                    words=form.cleaned_data["words"],
                    address=address_of(request),
                )
        except services.FeedbackRefused as refused:
            form.add_error(refused.field, refused.message)
        else:
            response = redirect("guide_stuck_thanks", page_key, step_key)
            participants.remember(response, who)
            return response
    context = {"page": page, "step": step, "form": form, "answer": _answer(request, page, step_key)}
    return render(request, "walkthroughs/stuck.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def stuck_thanks(request: HttpRequest, page_key: UUID, step_key: UUID) -> HttpResponse:
    """What happens next with what was said. Reloading it says nothing again."""
    page = _guide(request, page_key)
    context = {
        "page": page,
        "step": _step(page, step_key),
        "answer": _answer(request, page, step_key),
        "facts": selectors.facts_of(page),
        "ways": Asides(page, request.user).at("stuck.ways", step_key),
    }
    return render(request, "walkthroughs/stuck_thanks.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """Note whether they got it done, and on the page that follows, where it failed. Loaded again, it asks again."""
    page = _guide(request, page_key)
    if request.method != "POST":
        return render(request, "walkthroughs/outcome.html", {"page": page, "form": OutcomeForm()})
    who = participants.by_account(request)
    form = OutcomeForm(request.POST)
    failed = FailedForm(request.POST, steps=_choices(page))
    if not form.is_valid():
        return render(request, "walkthroughs/outcome.html", {"page": page, "form": form}, status=422)
    if not failed.is_valid():
        # The answer was sent before and is counted: only where it stopped is asked once more.
        return _thanks(request, page, form.cleaned_data["answer"], failed, status=422)
    step = failed.cleaned_data["step"]
    try:
        services.record_outcome(
            by=who,
            page=page,
            answer=form.cleaned_data["answer"],
            failed_step_key=UUID(step) if step else None,
            words=failed.cleaned_data["words"],
            address=address_of(request),
        )
    except services.FeedbackRefused as refused:
        if "step" in request.POST:
            failed.add_error(refused.field if refused.field == "words" else None, refused.message)
            return _thanks(request, page, form.cleaned_data["answer"], failed, status=422)
        form.add_error(refused.field, refused.message)
        return render(request, "walkthroughs/outcome.html", {"page": page, "form": form}, status=422)
    response = redirect("guide_outcome_thanks", page_key)
    response["Location"] += f"?answer={form.cleaned_data['answer']}" + ("&told=1" if "step" in request.POST else "")
    participants.remember(response, who)
    return response


@never_cache
@require_safe
def outcome_thanks(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """Thanks, how many others got it done, and for those who didn't: where did it stop?"""
    page = _guide(request, page_key)
    answer = request.GET.get("answer", "")
    asks = answer in {Outcome.Answer.NO, Outcome.Answer.NOT_YET} and "told" not in request.GET
    return _thanks(request, page, answer, FailedForm(steps=_choices(page)) if asks else None)


def _thanks(
    request: HttpRequest, page: GuidePage, answer: str, form: FailedForm | None, *, status: int = 200
) -> HttpResponse:
    tally = selectors.tally(request.user, page, passed=passed(request))
    context = {"page": page, "answer": answer, "form": form, "tally": tally, "facts": selectors.facts_of(page)}
    return render(request, "walkthroughs/outcome_thanks.html", context, status=status)


def _answer(request: HttpRequest, page: GuidePage, step_key: UUID) -> Answer | None:
    """What the office answered to others who got stuck there."""
    feedback = selectors.feedback_of(request.user, page, passed=passed(request)).get(step_key)
    return feedback.answer if feedback else None


def _guide(request: HttpRequest, page_key: UUID) -> GuidePage:
    page = selectors.by_key(request.user, page_key, passed=passed(request))
    if page is None:
        raise Http404
    return page


def _step(page: GuidePage, step_key: UUID) -> dict[str, Any]:
    """The step with its number; a 404 for one that the guide does not have."""
    for number, step in enumerate(page.steps.all(), start=1):
        if step.translation_key == step_key:
            return {"number": number, "title": step.title, "key": step_key}
    raise Http404


def _choices(page: GuidePage) -> list[tuple[str, str]]:
    return [(str(step.translation_key), f"{number}. {step.title}") for number, step in enumerate(page.steps.all(), 1)]
