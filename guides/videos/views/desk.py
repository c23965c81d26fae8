"""The editors' desk: how far a film is, trying again, and its captions. Part of Wagtail's admin."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .. import selectors, services
from ..forms import CaptionsForm
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
        services.request_processing(video=video)
    except services.FilmRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The film is being prepared."))
    return redirect("wagtailmedia:edit", pk)


def captions(request: HttpRequest, pk: int) -> HttpResponse:
    """The captions of a film: what there is, and a form to upload more."""
    video = _mine(request, pk)
    form = CaptionsForm(request.POST or None, request.FILES or None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            services.set_captions(
                video=video,
                language=form.cleaned_data["language"],
                vtt=form.cleaned_data["file"],
                by=request.user,
                reviewed=form.cleaned_data["reviewed"],
            )
        except services.CaptionsRefused as refused:
            form.add_error(refused.field, refused.message)
            problems = refused.problems
        else:
            messages.success(request, _("The captions are saved."))
            return redirect("films_captions", pk)
    context = {
        "video": video,
        "form": form,
        "problems": problems,
        "tracks": selectors.tracks_of(video),
        "playable": selectors.playable(video, with_drafts=True),
    }
    return render(request, "videos/desk/captions.html", context)


@require_POST
def review(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Vouch for the captions in one language."""
    video = _mine(request, pk)
    services.review_captions(track=get_object_or_404(video.tracks, language=language), by=request.user)
    messages.success(request, _("The captions are marked as checked by you."))
    return redirect("films_captions", pk)


@require_POST
def remove(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Take the captions in one language off a film."""
    video = _mine(request, pk)
    services.remove_captions(by=request.user, track=get_object_or_404(video.tracks, language=language))
    messages.success(request, _("The captions are removed."))
    return redirect("films_captions", pk)


def _mine(request: HttpRequest, pk: int) -> GuideVideo:
    """The film, when this editor may change it; to all others it does not exist."""
    video = selectors.editable(request.user, pk)
    if video is None:
        raise Http404
    return video
