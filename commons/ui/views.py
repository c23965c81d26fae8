"""The site's colours, and the page that shows every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import contrast, samples
from .forms import SampleForm


@require_safe
def theme(request: HttpRequest, mark: str) -> HttpResponse:
    """The accent a mark names. The mark holds the colour itself, so nothing is looked up and any copy stays true."""
    colour = f"#{mark[:6]}"
    if contrast.fingerprint(colour) != mark:
        raise Http404
    response = HttpResponse(contrast.sheet(colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with ordinary, long, empty and wrong content. Only where DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    wrong = SampleForm({"title": "", "text": "x" * 400, "place": "elsewhere", "email": "not an address"})
    wrong.is_valid()
    context = {
        **samples.everything(),
        "form": SampleForm(prefix="empty"),
        "wrong": wrong,
        "dir": "rtl" if request.GET.get("dir") == "rtl" else "ltr",
    }
    return render(request, "ui/styleguide.html", context)
