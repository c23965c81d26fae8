"""The page of what is said at a step."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commons.pages.selectors import Place
from participation.deliberation import drafts
from participation.deliberation.forms import PostForm
from participation.deliberation.models import Post
from participation.deliberation.selectors import thread_page
from participation.deliberation.submissions import submission_key
from participation.deliberation.views import publish

from . import selectors, services
from .models import Discussion


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, page_key: UUID, step_key: UUID) -> HttpResponse:
    """Show a step with what is said of it. The first post is sent to this very address; later ones to the thread."""
    found = selectors.discussion(request.user, page_key, step_key)
    place = selectors.place_of(request.user, found) if found else selectors.place(request.user, page_key, step_key)
    if place is None:
        raise Http404
    draft = f"place:{page_key}:{step_key}"
    if request.method == "POST":
        return _write(request, page_key, step_key, place, found, draft)
    kept = drafts.kept(request.session, draft)
    if found and kept:
        # Somebody else was faster while they signed in: what they typed goes on to the thread.
        drafts.forget(request.session, draft)
        drafts.keep(request.session, f"post:{found.thread_id}:", kept)
        return redirect("threads:reply", found.thread_id)
    return _show(request, place, found, PostForm(initial=kept, writer=request.user), is_kept=bool(kept))


def _write(
    request: HttpRequest, page_key: UUID, step_key: UUID, place: Place, found: Discussion | None, draft: str
) -> HttpResponse:
    form = PostForm(request.POST, writer=request.user)
    sent = publish(request, form, draft, lambda: _send(request, page_key, step_key, form))
    return sent or _show(request, place, found, form)


def _send(request: HttpRequest, page_key: UUID, step_key: UUID, form: PostForm) -> Post:
    words = form.cleaned_data
    return services.begin(
        by=request.user,
        page_key=page_key,
        step_key=step_key,
        text=words["text"],
        spoken_for=words.get("spoken_for"),
        submission=submission_key(words["token"], "None", words["text"]),
    )


def _show(
    request: HttpRequest, place: Place, found: Discussion | None, form: PostForm, *, is_kept: bool = False
) -> HttpResponse:
    thread = found.thread if found else None
    asked = {"number": request.GET.get("page"), "branch_key": request.GET.get("branch")}
    context: dict[str, Any] = {
        "place": place,
        "title": place.label if place.is_step or not found else found.title,
        "found": found,
        "discussion": thread_page(request.user, thread, **asked) if thread else None,
        "post_form": form,
        "is_kept": is_kept,
        "action": request.path,
        "service": selectors.service_of(place),
        "crumbs": _crumbs(place),
    }
    return render(request, "places/discussion.html", context, status=422 if form.errors else 200)


def _crumbs(place: Place) -> list[dict[str, str]]:
    return [{"label": place.page.title, "href": place.page.get_url() or "/"}]
