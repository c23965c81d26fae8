"""The caption desk in Wagtail's admin: what captions a film has, and one language's captions edited beside it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from .. import caption_files, selectors, services, speech, webvtt
from ..forms import CaptionsForm, WordsForm
from ..models import CaptionTrack, GuideVideo


def tracks(request: HttpRequest, pk: int) -> HttpResponse:
    """The captions of a film: what there is, and the ways to more."""
    video = changeable(request, pk)
    form = CaptionsForm(request.POST or None, request.FILES or None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            track = services.set_captions(
                by=request.user,
                video=video,
                language=form.cleaned_data["language"],
                vtt=form.cleaned_data["file"],
                reviewed=form.cleaned_data["reviewed"],
            )
        except services.FilmRefused as refused:
            form.add_error(refused.field, refused.message)
            problems = refused.problems
        else:
            messages.success(request, _("The captions are saved."))
            say_what_is_held(request, video, track.language)
            return redirect("films_captions_edit", pk, track.language)
    return _ways(request, video, form=form, problems=problems)


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin captions from what is said, written down without times."""
    video = changeable(request, pk)
    form = WordsForm(request.POST, languages=_without_captions(video))
    if form.is_valid():
        try:
            track = services.write_captions(by=request.user, video=video, **form.cleaned_data)
        except services.FilmRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else "words", refused.message)
            for problem in refused.problems:
                form.add_error("words", problem)
        else:
            words = _("Your words are laid along the film. Play each caption, and set right when it begins and ends.")
            messages.success(request, words)
            return redirect("films_captions_edit", pk, track.language)
    return _ways(request, video, words=form)


def drafting(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the drafts by speech recognition are, as a piece of the page; posted to, asks for one."""
    video = changeable(request, pk)
    if request.method != "POST":
        context = {"video": video, "drafts": selectors.drafts_of(video), "tracks": selectors.desk_tracks(video)}
        return render(request, "videos/desk/drafts.html", context)
    try:
        services.ask_for_draft(by=request.user, video=video, language=request.POST.get("language", ""))
    except services.FilmRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The film is being listened to. That takes about as long as watching it."))
    return redirect("films_captions", pk)


def edit(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Captions in one language beside the film; as plain WebVTT in a text field where there are no scripts."""
    video = changeable(request, pk)
    track = track_of(video, language)
    if request.method == "POST":
        return _save(request, track)
    text, earlier = selectors.as_text(track), request.GET.get("earlier", "")
    if earlier.isdecimal():
        kept = track.earlier.filter(version=int(earlier)).first()
        text = kept.vtt if kept else text
    return _desk(request, track, text)


@require_POST
def review(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Vouch for the captions in one language, as they were on the page."""
    track = track_of(changeable(request, pk), language)
    try:
        services.review_captions(by=request.user, track=track, version=number(request, "version"))
    except services.FilmRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The captions are marked as checked by you."))
    return redirect("films_captions", pk)


def remove(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Take the captions in one language off a film, once that is confirmed."""
    track = track_of(changeable(request, pk), language)
    if request.method != "POST":
        context = {"video": track.video, "track": track, "pages": _pages_that_need(request, track)}
        return render(request, "videos/desk/remove.html", context)
    services.remove_captions(by=request.user, track=track)
    messages.success(request, _("The captions are removed."))
    say_what_is_held(request, track.video, language)
    return redirect("films_captions", pk)


def say_what_is_held(request: HttpRequest, video: GuideVideo, language: str) -> None:
    """Tell an editor that a published guide is shown without its film since its captions can't be read any more."""
    pages = [] if selectors.is_readable(video, language) else selectors.published_with(request.user, video, language)
    if pages:
        words = _("Until captions in %(language)s are checked, these are shown without the film: %(pages)s.")
        named = get_language_info(language)["name_translated"]
        messages.warning(request, words % {"language": named, "pages": ", ".join(page.title for page in pages)})


def changeable(request: HttpRequest, pk: int) -> GuideVideo:
    """The film, when this editor may change it; to all others it does not exist."""
    video = selectors.changeable(request.user, pk)
    if video is None:
        raise Http404
    return video


def track_of(video: GuideVideo, language: str) -> CaptionTrack:
    """The film's captions in a language, or a 404."""
    track = video.tracks.filter(language=language).select_related("video", "original", "changed_by").first()
    if track is None:
        raise Http404
    return track


def number(request: HttpRequest, name: str) -> int:
    """A number that the form carries; -1, which is no version, when it was tampered with."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def _ways(
    request: HttpRequest,
    video: GuideVideo,
    *,
    form: CaptionsForm | None = None,
    problems: tuple[str, ...] = (),
    words: WordsForm | None = None,
) -> HttpResponse:
    """The page with what captions there are, and each way to more with what was refused of it."""
    wanting = _without_captions(video)
    drafts = selectors.drafts_of(video)
    under_way = {name for name, job in drafts if job.state in {job.State.WAITING, job.State.RUNNING}}
    is_silent = bool(video.shown_sha256) and not video.audio_codec
    drafting = [
        (name, speech.why_not(code, settings.WHISPER_MODEL_PATH), code) for code, name in wanting if not is_silent
    ]
    context = {
        "video": video,
        "form": form or CaptionsForm(),
        "problems": problems,
        "words": words or (WordsForm(languages=wanting) if wanting else None),
        "tracks": selectors.desk_tracks(video),
        "drafts": drafts,
        "is_silent": is_silent,
        "may_draft": [(code, name) for name, needed, code in drafting if not needed and name not in under_way],
        "needed": list(dict.fromkeys(needed for _name, needed, _code in drafting if needed)),
        "playable": selectors.playable(video, with_drafts=True),
    }
    return render(request, "videos/desk/captions.html", context)


def _without_captions(video: GuideVideo) -> list[tuple[str, str]]:
    """The languages in which a film has no captions, by code and name."""
    there = set(video.tracks.values_list("language", flat=True))
    return [(code, str(name)) for code, name in settings.LANGUAGES if code not in there]


def _pages_that_need(request: HttpRequest, track: CaptionTrack) -> list[Page]:
    """The published pages that show the film only as long as these captions are checked."""
    if track.state != CaptionTrack.State.REVIEWED or not track.video.audio_codec:
        return []
    return selectors.published_with(request.user, track.video, track.language)


def _save(request: HttpRequest, track: CaptionTrack) -> HttpResponse:
    text = request.POST.get("vtt", "")
    reviewed = request.POST.get("act") == "check"
    version = number(request, "version")
    try:
        services.edit_captions(by=request.user, track=track, vtt=text, version=version, reviewed=reviewed)
    except services.CaptionsChanged as changed:
        # Numbers of captions mean the version they were read in: on top of another one, captions go by their words.
        text = webvtt.emit(caption_files.parse(text))
        theirs = selectors.changed_since(changed.track, version)
        return _desk(request, changed.track, text, refused=changed, theirs=theirs)
    except services.FilmRefused as refused:
        return _desk(request, track, text, refused=refused, version=version)
    said = _("The captions are saved and marked as checked by you.") if reviewed else _("The draft is saved.")
    messages.success(request, said)
    say_what_is_held(request, track.video, track.language)
    return redirect("films_captions_edit", track.video_id, track.language)


def _desk(
    request: HttpRequest,
    track: CaptionTrack,
    text: str,
    *,
    refused: services.FilmRefused | None = None,
    version: int | None = None,
    theirs: Any = (),
) -> HttpResponse:
    """The page with the captions to edit, and above them why they could not be saved."""
    context = {
        "video": track.video,
        "track": track,
        "text": text,
        "version": track.version if version is None else version,
        "refused": refused,
        "problems": list(zip(refused.problems, refused.places, strict=True)) if refused else [],
        "theirs": theirs,
        "earlier": track.earlier.select_related("saved_by"),
        "gaps": selectors.gaps(track),
        "followers": track.translations.count(),
        "playable": selectors.playable(track.video),
        "pages": _pages_that_need(request, track),
    }
    return render(request, "videos/desk/edit.html", context, status=422 if refused else 200)
