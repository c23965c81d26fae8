"""The editors' desk: how far a film is, and trying again. Part of Wagtail's admin."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .. import selectors, services
from ..models import GuideVideo


@require_GET
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a film is, as a piece of the page that asks every two seconds while it is being prepared."""
    video = _mine(request, pk)
    return render(request, "videos/desk/status.html", {"video": video, "status": selectors.status(video)})


@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a film prepared that isn't, or that failed."""
    video = _mine(request, pk)
    try:
        services.request_processing(by=request.user, video=video)
    except services.FilmRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The film is being prepared."))
    return redirect("wagtailmedia:edit", pk)


@require_POST
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """Have another picture of a film shown before it plays."""
    video = _mine(request, pk)
    at = request.POST.get("at", "")
    try:
        services.choose_poster(by=request.user, video=video, at_ms=int(at) if at.isascii() and at.isdigit() else -1)
    except services.FilmRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The picture is being made. It is shown in a moment."))
    return redirect("wagtailmedia:edit", pk)


def _mine(request: HttpRequest, pk: int) -> GuideVideo:
    """The film, when this editor may change it; to all others it does not exist."""
    video = selectors.editable(request.user, pk)
    if video is None:
        raise Http404
    return video
