"""Where deeds are sent: plain forms come back to the page, scripts get JSON; both call the same services."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from commons.people import participants
from commons.people.abuse import Limiter, address_of
from commons.people.participants import Participant
from commons.people.refusals import Refused
from commons.realtime.addresses import UNKNOWN

from .. import selectors, services
from ..forms import AskForm
from ..rules import Deed, LiveRefused, QuestionState
from .answers import STATUS, acknowledged, refused, wants_json
from .pages import Returned, session_or_404, show_host, show_room

#: A hall shares one address, so the limits by address are wide; those by device are what a person can do.
ASKING = (Limiter("live-ask", 6, 60), Limiter("live-ask-address", 300, 60))
DOING = (Limiter("live-do", 60, 60), Limiter("live-do-address", 3000, 60))
#: Whoever drops the cookie is somebody new with each deed, and no limit by device holds them: so many first deeds come
#: from one address. A hall of ten thousand is let in within half an hour; its pages try again by themselves.
FIRST_DEEDS = (Limiter("live-first-address", 300, 60), Limiter("live-first-address-hour", 10_000, 3600))

BY_PARTICIPANTS: dict[str, Callable[..., services.Done]] = {
    "support": services.support,
    "withdraw-support": services.withdraw_support,
    "withdraw": services.withdraw,
}
BY_HOSTS: dict[str, Callable[..., services.Done]] = {
    "approve": services.approve,
    "decline": services.decline,
    "start-answering": services.start_answering,
    "put-back": services.put_back,
    "mark-answered": services.mark_answered,
}
ON_SESSIONS: dict[str, Callable[..., services.Done]] = {
    "open": services.open_session,
    "close": services.close_session,
}
#: The only field each host's form has beside the deed itself.
DETAIL = {"decline": "reason", "mark-answered": "text"}
#: The deed such a form with words in it stands for.
TYPED_FOR = {"decline": Deed.DECLINE, "mark-answered": Deed.ANSWER_IN_WRITING}
SAYS = {
    "support": gettext_lazy("You support this question."),
    "withdraw-support": gettext_lazy("Your support is taken back."),
    "withdraw": gettext_lazy("Your question is taken back; its words are erased."),
    "approve": gettext_lazy("Everyone sees the question now."),
    "decline": gettext_lazy("The question is not shown. Whoever asked it is told."),
    "start-answering": gettext_lazy("The question is before the room."),
    "put-back": gettext_lazy("The question is back in the list."),
    "mark-answered": gettext_lazy("The question is marked as answered."),
    "open": gettext_lazy("The session is open."),
    "close": gettext_lazy("The session is closed."),
}
WRITTEN = gettext_lazy("The answer is published in your office’s name.")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask. What was typed comes back when it can't be stored; whoever loads that page again is in the room."""
    session, json = session_or_404(request, code), wants_json(request)
    if request.method != "POST":
        return redirect(session)
    participant = participants.read_or_make(request)
    form = AskForm(request.POST)
    try:
        within(ASKING, request, participant)
        if not form.is_valid():
            return refused(as_refusal(form)) if json else show_room(request, session, form, status=422)
        if form.caught:  # a machine is told what a person would be told
            return redirect(session)
        done = services.ask(
            by=participant,
            session=session,
            text=form.cleaned_data["text"],
            name=form.cleaned_data["name"],
            key=key_of(request),
        )
    except Refused as refusal:
        if json:
            return refused(refusal)
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return show_room(request, session, form, status=STATUS.get(refusal.code, 422))
    says = what_comes_next(done, form.cleaned_data["name"])
    return remembering(participant, told(request, json, done, says, f"{session.get_absolute_url()}#yours"))


@require_http_methods(["GET", "HEAD", "POST"])
def question_deed(request: HttpRequest, code: str, question: int, deed: str) -> HttpResponseBase:
    """Do something with a question, as a participant or as a host. Whoever loads a refusal again is on the page."""
    session, json = session_or_404(request, code), wants_json(request)
    participant, by_host = participants.read_or_make(request), deed in BY_HOSTS
    runs = by_host and selectors.is_host(request.user, session)
    back = reverse("live_qa:host", args=[session.code]) if runs else f"{session.get_absolute_url()}#questions"
    if request.method != "POST":
        return redirect(back)
    row = selectors.question_in(request.user, session, question)
    try:
        if row is None:
            raise LiveRefused(_("This question is gone."), code="not_found")
        if by_host:
            detail = {DETAIL[deed]: request.POST.get(DETAIL[deed], "")} if deed in DETAIL else {}
            done = BY_HOSTS[deed](by=request.user, question=row, key=key_of(request), **detail)
            return told(request, json, done, WRITTEN if detail.get("text", "").strip() else SAYS[deed], back)
        within(DOING, request, participant)
        done = BY_PARTICIPANTS[deed](by=participant, question=row, key=key_of(request))
    except Refused as refusal:
        words = request.POST.get(DETAIL.get(deed, ""), "")
        if json or not words:
            return told_why(request, json, refusal, back)
        returned = Returned(TYPED_FOR[deed], int(question), words, refusal.message)
        status = STATUS.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY)
        if runs:
            return show_host(request, session, status, returned)
        return show_room(request, session, AskForm(), status, returned)
    return remembering(participant, told(request, json, done, SAYS[deed], back))


@require_POST
def session_deed(request: HttpRequest, code: str, deed: str) -> HttpResponseBase:
    """Open or close the session."""
    session, json = session_or_404(request, code), wants_json(request)
    back = reverse("live_qa:host", args=[session.code])
    try:
        done = ON_SESSIONS[deed](by=request.user, session=session, key=key_of(request))
    except Refused as refusal:
        return told_why(request, json, refusal, back)
    return told(request, json, done, SAYS[deed], back)


def key_of(request: HttpRequest) -> str:
    """The idempotency key: a header from scripts, a field from plain forms that carry one."""
    return request.headers.get("Idempotency-Key", "") or request.POST.get("key", "")


def within(limits: tuple[Limiter, Limiter], request: HttpRequest, participant: Participant) -> None:
    """Refuse when the device or the address does too much, or too many come from one address for the first time."""
    (by_device, by_address), address = limits, address_of(request)
    # Who is let wait at the door counts for nobody else: a crowd that tries again keeps none out who are in.
    is_new = participants.read(request) is None and address != UNKNOWN
    if is_new and not all(limit.take(address) for limit in FIRST_DEEDS):
        raise LiveRefused(
            _("Very many people are joining from your network. Wait a little and send it again; nothing is lost."),
            code="too_many",
        )
    if not (by_device.take(participant.secret) and by_address.take(address)):
        raise LiveRefused(
            _("That was a lot at once. Wait a minute and send it again; nothing is lost."), code="too_many"
        )


def what_comes_next(done: services.Done, name: str) -> str:
    """Who will see a question, whether with a name, and where to follow it."""
    named = _("It is shown with the name you gave.") if name.strip() else _("It is shown without a name.")
    if done.state == QuestionState.WAITING:
        first = _("Your question is stored. A host reads it before everyone sees it.")
    else:
        first = _("Your question is stored, and everyone sees it.")
    return " ".join([first, named, _("Follow it here under “Your questions”.")])


def as_refusal(form: AskForm) -> Refused:
    """The form's first mistake as a refusal."""
    field, errors = next(iter(form.errors.as_data().items()))
    code = errors[0].code or "invalid"
    code = {"required": "empty", "max_length": "long", "null_characters_not_allowed": "unreadable"}.get(code, code)
    return LiveRefused(str(form.errors[field][0]), code=code, field=None if field == "__all__" else field)


def told(request: HttpRequest, json: bool, done: services.Done, says: Any, back: str) -> HttpResponseBase:
    """The acknowledgement in the shape that was asked for."""
    if json:
        return acknowledged(done, says)
    messages.success(request, says)
    return redirect(back)


def told_why(request: HttpRequest, json: bool, refusal: Refused, back: str) -> HttpResponseBase:
    """The refusal in the shape that was asked for."""
    if json:
        return refused(refusal)
    messages.error(request, refusal.message)
    return redirect(back)


def remembering(participant: Participant, response: HttpResponseBase) -> HttpResponseBase:
    """Let the device keep who took part."""
    if isinstance(response, HttpResponse):
        participants.remember(response, participant)
    return response
