"""The editors' desk: how far a film is, trying again, another file, deleting it. Part of Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.search import index
from wagtailmedia.forms import get_media_form
from wagtailmedia.models import MediaType
from wagtailmedia.views import media

from .. import selectors, services
from ..models import GuideVideo
from .captions import changeable


@media.permission_checker.require("add")
def add(request: HttpRequest) -> HttpResponse:
    """Add a film, on wagtailmedia's page. What was uploaded leads to its own, where one sees how far it is."""
    by: Any = request.user
    form = _form(request, GuideVideo(uploaded_by_user=by, type=MediaType.VIDEO))
    if form.is_valid():
        kept = form.save()
        # Its tags came after it.
        index.insert_or_update_object(kept)
        return _taken(request, kept)
    return _page(request, form, "wagtailmedia/media/add.html", media_type=MediaType.VIDEO)


def edit(request: HttpRequest, media_id: int) -> HttpResponse:
    """Change a film, on wagtailmedia's page. Its own view deletes the film's file before it takes another."""
    form = _form(request, changeable(request, media_id))
    if form.is_valid():
        try:
            kept = form.save()
        except services.FilmRefused as refused:
            messages.error(request, refused.message)
            return _taken(request, form.instance)
        index.insert_or_update_object(kept)
        if form.received:
            messages.success(request, _("The new film is taken. What is shown stays until it is prepared."))
            return _taken(request, kept)
        messages.success(request, _("“%(title)s” is saved.") % {"title": kept.title})
        return redirect("wagtailmedia:index")
    # As it is kept: the form has put onto the other what was typed.
    video = changeable(request, media_id)
    policy = media.permission_checker.policy
    return _page(
        request,
        form,
        "wagtailmedia/media/edit.html",
        media=video,
        filesize=_bytes_of(video),
        user_can_delete=policy.user_has_permission_for_instance(request.user, "delete", video),
    )


def delete(request: HttpRequest, media_id: int) -> HttpResponse:
    """Ask, then delete a film; what still shows it is listed instead of the question."""
    video = changeable(request, media_id)
    if request.method == "POST":
        try:
            services.delete(by=request.user, video=video)
        except services.FilmRefused as refused:
            messages.error(request, refused.message)
            return redirect("wagtailmedia:delete", media_id)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": video.title})
        return redirect("wagtailmedia:index")
    context = {"video": video, "use": selectors.use_of(video), "pages": selectors.pages_with(request.user, video)}
    return render(request, "videos/desk/delete.html", context)


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


def _form(request: HttpRequest, video: GuideVideo) -> Any:
    """The form of a film, bound to what was sent. To validate it takes the file in, so it is made once."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return get_media_form(GuideVideo)(*sent, instance=video, user=request.user)


def _page(request: HttpRequest, form: Any, template: str, **context: Any) -> HttpResponse:
    """A page with the form of a film. When something in it is wrong, that is said above, and beside the field what."""
    if form.is_bound:
        messages.error(request, _("The film is not saved yet: correct what is marked below."))
    return render(request, template, {"form": form, **context})


def _taken(request: HttpRequest, video: GuideVideo) -> HttpResponse:
    """Lead to the film's page. A script that uploads goes there itself: followed, it would read the messages away."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=201, headers={"Location": reverse("wagtailmedia:edit", args=[video.pk])})
    return redirect("wagtailmedia:edit", video.pk)


def _bytes_of(video: GuideVideo) -> int | None:
    """How large the file is that was uploaded; None when it is lost."""
    try:
        return int(video.file.size)
    except OSError:
        return None


def _mine(request: HttpRequest, pk: int) -> GuideVideo:
    """The film, when this editor may change it; to all others it does not exist."""
    video = selectors.editable(request.user, pk)
    if video is None:
        raise Http404
    return video
