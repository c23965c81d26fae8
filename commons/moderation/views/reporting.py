"""Reporting, and what an author reads of a decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commons.people import participants
from commons.people.abuse import address_of
from commons.people.refusals import Refused

from .. import selectors, services
from ..adapters import Thing, adapter_of, name_of
from ..forms import AppealForm, ReportForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say that something breaks a rule: without an account, and without scripts."""
    thing = _shown(request, kind, pk)
    who = participants.by_account(request)
    form = ReportForm(request.POST or None, rules=selectors.rules())
    if request.method == "POST" and form.is_valid():
        try:
            if not form.caught:
                services.report(
                    by=who,
                    kind=kind,
                    pk=pk,
                    rule=form.cleaned_data["rule"],
                    words=form.cleaned_data["words"],
                    address=address_of(request),
                )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            response = redirect("moderation:thanks", kind, pk)
            participants.remember(response, who)
            return response
    context = {"form": form, **_about(thing), "policy": selectors.policy_address()}
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def thanks(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What happens next with a report; later, what came of it. Only to who sent it."""
    adapter = adapter_of(kind)
    thing = adapter.thing(pk) if adapter else None
    if thing is None:
        raise Http404
    sent = selectors.thanks_for(participants.by_account(request), kind, thing.handle)
    context = {
        "report": sent,
        "kind": name_of(kind),
        "address": thing.address,
        "policy": selectors.policy_address(),
    }
    return render(request, "moderation/thanks.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision about one's own words: which rule, why, what to change, and the form for a second look."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
    found = selectors.own_decision(request.user, pk)
    if found is None:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.appeal(by=request.user, decision=found.decision, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("Another moderator takes a second look. You will be told what they decide."))
            return redirect("moderation:decision", pk)
    context = {
        "own": found,
        "form": form,
        "kind": name_of(found.decision.reportable.kind),
        "policy": selectors.policy_address(),
    }
    return render(request, "moderation/decision.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest, kind: str, pk: int) -> Thing:
    """Find what is shown to whoever asks: what is hidden can be reported by nobody."""
    adapter = adapter_of(kind)
    if adapter is None or not adapter.visible_to(request.user, pk):
        raise Http404
    thing = adapter.thing(pk)
    if thing is None:
        raise Http404
    return thing


def _about(thing: Thing) -> dict[str, Any]:
    return {
        "thing": thing,
        "kind": name_of(thing.kind),
        "crumbs": [{"label": thing.title, "href": thing.address}],
    }
