"""The pages: the list with the box for the code, the room, the hosts' view, the stage."""

import json
from dataclasses import dataclass
from typing import Any

import segno
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.pages.selectors import place_of
from commons.people import participants

from .. import selectors
from ..forms import AskForm, JoinForm
from ..models import LiveSession, Question
from ..rules import Deed, QuestionState, Role, SessionState, may, offered, offers_by_state


@dataclass(frozen=True, slots=True)
class Returned:
    """What was typed with a deed that was refused, to be shown again with the reason."""

    deed: Deed
    question: int
    words: str
    why: str

    def in_place(self, questions: list[Question]) -> dict[str, Any]:
        """Put it back into the form of its question; beside the list where no such form is offered any more."""
        found = next((one for one in questions if one.pk == self.question and self.deed in one.offers), None)
        if found is not None:
            found.returned = self
        return {"returned": self, "returned_in_place": found is not None}


def session_or_404(request: HttpRequest, code: str) -> LiveSession:
    """The session, or the plain page that there is none."""
    session = selectors.session_for(request.user, code)
    if session is None:
        raise Http404
    return session


@require_safe
def sessions(request: HttpRequest) -> HttpResponseBase:
    """What is open, what is coming, what was; and the box for the code."""
    form = JoinForm(request.GET) if "code" in request.GET else JoinForm()
    if form.is_bound and form.is_valid():
        session = selectors.session_for(request.user, form.cleaned_data["code"])
        if session is not None:
            return redirect(session)
        form.add_error("code", _("There is no session with this code. Look at the screen again."))
    context = {"form": form, **selectors.open_and_coming(request.user), "past": selectors.past(request.user)}
    return render(request, "live_qa/sessions.html", context)


@require_safe
def room(request: HttpRequest, code: str) -> HttpResponseBase:
    """A session's room."""
    session = session_or_404(request, code)
    if code != session.code:
        return redirect(session, permanent=True)
    return show_room(request, session, AskForm())


def show_room(
    request: HttpRequest, session: LiveSession, form: AskForm, status: int = 200, returned: Returned | None = None
) -> HttpResponse:
    """The room with the forms as they are now."""
    participant = participants.read(request)
    over = session.state == SessionState.CLOSED
    order = request.GET.get("order", "")
    order = order if order in selectors.ORDERS else "answered" if over else "support"
    roles = frozenset({Role.ANYONE} | ({Role.OFFICIAL} if selectors.speaks_for(request.user, session) else set()))
    seen = selectors.room_for(participant, session, order, roles)
    blank = Question(pk=0, session=session, state=QuestionState.SHOWN)
    blank.offers = offered(roles | {Role.ASKER}, session.state, blank.state)
    context = {
        "session": session,
        "room": seen,
        "form": form,
        "order": order,
        "tabs": order_tabs(session, order, seen.counts),
        "may_ask": may(Deed.ASK, roles, session.state),
        "offers": json.dumps(offers_by_state(roles | {Role.ASKER})),
        "is_host": selectors.is_host(request.user, session),
        "about": place_of(request.user, session.anchor),
        "crumbs": crumbs(),
        # What scripts make new rows of.
        "blank": blank,
        **(returned.in_place(seen.questions) if returned else {}),
    }
    response = render(request, "live_qa/room.html", context, status=status)
    if participant is not None:
        patch_cache_control(response, private=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def crumbs() -> list[dict[str, str]]:
    """The way up from a session."""
    return [{"label": _("Live sessions"), "href": reverse("live_qa:sessions")}]


def order_tabs(session: LiveSession, order: str, counts: dict[str, int]) -> list[dict[str, object]]:
    """The ways to read the list, as links; once it is over, what was answered comes first."""
    here = session.get_absolute_url()
    words: list[tuple[str, str, int | None]]
    answered = ("answered", _("Answered"), counts["answered"])
    if session.state == SessionState.CLOSED:
        words = [answered, ("support", _("Not answered"), counts["open"])]
    else:
        words = [("support", _("Most supported"), counts["open"]), ("newest", _("Newest"), None), answered]
    return [
        {"label": label, "href": f"{here}?order={key}#questions", "current": key == order, "count": count}
        for key, label, count in words
    ]


@require_safe
def host(request: HttpRequest, code: str) -> HttpResponseBase:
    """The hosts' view."""
    return show_host(request, session_or_404(request, code))


def show_host(
    request: HttpRequest, session: LiveSession, status: int = 200, returned: Returned | None = None
) -> HttpResponseBase:
    """The hosts' view with the forms as they are now."""
    queue = selectors.queue_for(request.user, session)
    if queue is None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    context = {
        "session": session,
        "queue": queue,
        "crumbs": [*crumbs(), {"label": session.title, "href": session.get_absolute_url()}],
        **(returned.in_place([one for questions in queue.values() for one in questions]) if returned else {}),
    }
    response = render(request, "live_qa/host.html", context, status=status)
    patch_cache_control(response, private=True)
    return response


@require_safe
def stage(request: HttpRequest, code: str) -> HttpResponse:
    """What stands on the wall of the room."""
    session = session_or_404(request, code)
    context = {
        "session": session,
        "room": selectors.room_for(None, session),
        # Without the language: it is read off a wall and typed, and redirects.
        "join": f"{request.get_host()}/live/",
    }
    return render(request, "live_qa/stage.html", context)


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The room's address as a picture for phones. Dark on light whatever the reader's colours: cameras want that."""
    session = session_or_404(request, code)
    picture = segno.make(request.build_absolute_uri(session.get_absolute_url()), micro=False, error="m")
    svg = picture.svg_inline(scale=8, border=4, light="#fff", dark="#000", svgclass=None, lineclass=None, omitsize=True)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    response = HttpResponse(svg, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=3600)
    return response
