"""The steps' times in Wagtail's admin: the film beside the steps, marked while watching, with suggestions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from commons.ui.dates import clock

from .. import selectors, services
from ..forms import StepTimesForm
from ..models import GuidePage
from ..selectors import StepTimes


def step_times(request: HttpRequest, pk: int) -> HttpResponse:
    """A field for each step's second; without scripts they are typed, or filled with what is suggested."""
    page = get_object_or_404(GuidePage.objects.select_related("locale"), pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_home")
    source = selectors.source_of(page)
    if source.pk != page.pk:
        # Times are the same in all languages: they are set where the guide is written.
        return redirect("step_times", source.pk)
    shown = selectors.step_times(page)
    if request.method != "POST":
        return _page(request, shown, StepTimesForm(steps=shown.steps), page.latest_revision_id)
    typed = request.POST.copy()
    if typed.get("act") == "fill":
        for step, suggestion in zip(shown.steps, shown.suggestions, strict=True):
            name = step.translation_key.hex
            if suggestion and not typed.get(name, "").strip():
                typed[name] = clock(suggestion.seconds)
    form = StepTimesForm(typed, steps=shown.steps)
    begun = typed.get("revision", "")
    revision = int(begun) if begun.isdecimal() and len(begun) < 19 else None
    if typed.get("act") != "fill" and form.is_valid():
        try:
            services.set_step_times(by=request.user, page=page, times=form.times(), revision_id=revision)
        except services.TimesRefused as refused:
            form.add_error(refused.field, refused.message)
            revision = page.latest_revision_id if refused.code == "changed" else revision
        else:
            messages.success(request, _("The times are saved in the guide’s draft. Publish it for people to see them."))
            return redirect("step_times", page.pk)
    return _page(request, shown, form, revision)


def _page(request: HttpRequest, shown: StepTimes, form: StepTimesForm, revision: int | None) -> HttpResponse:
    rows = [
        (field, suggestion if suggestion and field.value() != clock(suggestion.seconds) else None)
        for field, suggestion in zip(form, shown.suggestions, strict=True)
    ]
    context = {
        "page": shown.page,
        "video": shown.page.video,
        "playable": shown.film,
        "form": form,
        "revision": revision or "",
        "rows": rows,
        "has_suggestions": any(suggestion and not field.value() for field, suggestion in rows),
    }
    refused = form.is_bound and bool(form.errors)
    return render(request, "walkthroughs/desk/step_times.html", context, status=422 if refused else 200)
