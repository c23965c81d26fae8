"""Captions translated beside the original, some at a time; a plain form that needs no script."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import selectors, services
from ..models import CaptionTrack
from .captions import changeable, say_what_is_held, track_of

CUES_A_PAGE = 50


def translate(request: HttpRequest, pk: int, source: str, language: str) -> HttpResponse:
    """One page of the original with a field for each caption's translation."""
    original = track_of(changeable(request, pk), source)
    track = original.video.tracks.filter(language=language).first()
    if language not in dict(settings.LANGUAGES) or language == source or original.original_id:
        raise Http404
    if track and track.original_id != original.pk:
        return render(
            request, "videos/desk/own_times.html", {"video": original.video, "original": original, "track": track}
        )
    if request.method == "POST":
        return _save(request, original, language)
    return _page(request, original, language)


@require_POST
def follow(request: HttpRequest, pk: int, source: str, language: str) -> HttpResponse:
    """Give captions with times of their own those of the original."""
    video = changeable(request, pk)
    try:
        services.adopt_timings(by=request.user, original=track_of(video, source), track=track_of(video, language))
    except services.FilmRefused as refused:
        messages.error(request, refused.message)
        return redirect("films_captions", pk)
    messages.success(request, _("The captions follow the original now. Look through them: they are a draft."))
    say_what_is_held(request, video, language)
    return redirect("films_translate", pk, source, language)


def _save(request: HttpRequest, original: CaptionTrack, language: str) -> HttpResponse:
    reviewed = request.POST.get("act") == "check"
    wordings = _wordings(request)
    try:
        services.translate_captions(
            by=request.user, original=original, language=language, wordings=wordings, reviewed=reviewed
        )
    except services.FilmRefused as refused:
        return _page(request, original, language, refused=refused, wordings=wordings)
    said = _("The captions are saved and marked as checked by you.") if reviewed else _("The draft is saved.")
    messages.success(request, said)
    say_what_is_held(request, original.video, language)
    shown = request.POST.get("p", "1")
    return redirect(f"{reverse('films_translate', args=[original.video_id, original.language, language])}?p={shown:.6}")


def _wordings(request: HttpRequest) -> list[services.Wording]:
    """What was written, by the keys of captions; a field that is not ours is passed over."""
    found = []
    for name, text in request.POST.items():
        kind, _dash, key = name.partition("-")
        if kind == "text" and len(key) == 32 and key.isalnum():
            try:
                known = UUID(key)
            except ValueError:
                continue
            before = request.POST.get(f"was-{key}", "").replace("\r\n", "\n")
            found.append(services.Wording(known, str(text), before, confirmed=f"right-{key}" in request.POST))
    return found


def _page(
    request: HttpRequest,
    original: CaptionTrack,
    language: str,
    *,
    refused: services.FilmRefused | None = None,
    wordings: list[services.Wording] | None = None,
) -> HttpResponse:
    """The page asked for, with what was typed when it could not be saved."""
    track = original.video.tracks.filter(language=language).select_related("reviewed_by", "changed_by").first()
    shown = request.POST.get("p") or request.GET.get("p")
    page = Paginator(selectors.beside(original, track), CUES_A_PAGE).get_page(shown)
    typed = {wording.key: wording for wording in wordings or ()}
    theirs = refused.theirs if isinstance(refused, services.TranslationClashes) else {}
    rows = []
    for row in page.object_list:
        wording = typed.get(row.cue.key)
        clash = theirs.get(row.cue.key)
        rows.append(
            {
                "row": row,
                "text": wording.text if wording else row.text,
                # Shown theirs, who saves again knows what they replace.
                "was": wording.before if wording and clash is None else row.text,
                "theirs": clash,
            }
        )
    context = {
        "video": original.video,
        "original": original,
        "language": language,
        "language_name": get_language_info(language)["name_translated"],
        "track": track,
        "missing": sum(1 for row in page.paginator.object_list if row.translation is None),
        "page_obj": page,
        "rows": rows,
        "refused": refused,
        "playable": selectors.playable(original.video, with_drafts=True),
    }
    return render(request, "videos/desk/translate.html", context, status=422 if refused else 200)
