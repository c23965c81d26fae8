"""Ideas as people read, send, support and follow them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.answers.selectors import answers_to
from commons.pages.selectors import place, place_of
from commons.people.refusals import Refused
from participation.consultations.rules import StageState
from participation.deliberation import drafts
from participation.deliberation.forms import PostForm
from participation.deliberation.selectors import thread_page
from participation.deliberation.submissions import submission_key
from participation.deliberation.views import to_sign_in

from . import selectors, services
from .forms import IdeaForm, SortForm, read_about
from .models import Idea, IdeasStagePage
from .rules import Deed, Reason
from .selectors import IdeaRow, Stage
from .tables import crumbs, history, journey, orders, row


def stage(request: HttpRequest, page: IdeasStagePage) -> HttpResponse:
    """The ideas of a stage: what can be done now, then the ideas, in the order asked for."""
    stage = selectors.stage_on_page(request.user, page, preview=getattr(request, "is_preview", False))
    if stage is None:
        raise Http404
    places = selectors.places_in(request.user, page.translation_key)
    form = SortForm(request.GET, places=[(str(key), found.title) for key, found in places.items()])
    asked = form.asked()
    step = read_about(request.GET.get("about", ""))
    listed = selectors.listed(request.user, page.translation_key, asked, step, request.GET.get("page"))
    ideas = selectors.in_this_order(request.user, listed.object_list)
    supported = selectors.supported_by(request.user, ideas)
    closed = _why_closed(request, Deed.SUPPORT, stage)
    context = {
        "page": page,
        "stage": stage,
        "form": form,
        "asked": asked,
        "step": place(request.user, *step) if step else None,
        "narrowed": bool(set(asked) - {"order"}) or bool(step),
        "orders": orders(request.GET, asked.get("order", "fair")),
        "listed": listed,
        "rows": [row(idea, places, idea.pk in supported, closed or _own_idea(request, idea)) for idea in ideas],
        "crumbs": crumbs(request, stage)[:-1],
    }
    return render(request, "ideas/stage.html", context)


@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """One idea: what it says, what became of it, what the office answers, what is said of it."""
    found = selectors.idea(request.user, pk)
    if found is None:
        return _gone_or_404(request, pk)
    stage = selectors.stage_of(request.user, found)
    if stage is None:
        raise Http404
    changes = selectors.changes_of(request.user, found)
    discussion = thread_page(
        request.user, found.thread, number=request.GET.get("page"), branch_key=request.GET.get("branch")
    )
    context = {
        "idea": found,
        "stage": stage,
        "journey": journey(found, changes),
        "history": history(changes),
        "answers": answers_to(request.user, found.answerable) if found.answered_at else [],
        "place": place_of(request.user, found.about),
        "discussion": discussion,
        "post_form": PostForm(writer=request.user),
        "others": selectors.others(request.user, found),
        **_rights(request, found, stage),
        "crumbs": crumbs(request, stage),
    }
    return render(request, "ideas/idea.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, stage_key: UUID) -> HttpResponse:
    """Propose an idea. What was typed survives signing in, a mistake, and a stage that closes meanwhile."""
    stage = selectors.stage(request.user, stage_key)
    if stage is None:
        raise Http404
    draft = f"idea:{stage_key}"
    kept = drafts.kept(request.session, draft)
    if request.method != "POST":
        # The step one comes from now says more than the one the kept words were begun at.
        asked = {"about": request.GET["about"]} if request.GET.get("about") else {}
        form = IdeaForm(initial=(kept or {}) | asked)
        return _form(request, stage, form, kept=bool(kept))
    form = IdeaForm(request.POST)
    if form.is_valid():
        if not request.user.is_authenticated:
            drafts.keep(request.session, draft, form.kept())
            return to_sign_in(request)
        try:
            sent = _submit(request, stage, form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            drafts.forget(request.session, draft)
            return redirect("ideas:sent", sent.pk)
    return _form(request, stage, form)


@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to whoever sent an idea what happens next."""
    found = _own(request, pk)
    stage = selectors.stage_of(request.user, found)
    return render(request, "ideas/sent.html", {"idea": found, "stage": stage, "crumbs": crumbs(request, stage)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of an own idea while nobody supports it yet."""
    draft = f"idea-edit:{pk}"
    if request.method == "POST" and not request.user.is_authenticated:
        # Signed out meanwhile: what was typed waits until they are back.
        if (typed := IdeaForm(request.POST)).is_valid():
            drafts.keep(request.session, draft, typed.kept())
        return to_sign_in(request)
    found = _own(request, pk)
    words = drafts.kept(request.session, draft) or {"title": found.title, "text": found.text}
    form = IdeaForm(request.POST or None, initial=words)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            services.edit(by=request.user, idea=found, title=words["title"], text=words["text"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            drafts.forget(request.session, draft)
            return redirect(found)
    context = {"idea": found, "form": form, "crumbs": _crumbs_to(found)}
    return render(request, "ideas/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then take an own idea back."""
    found = _own(request, pk)
    stage = selectors.stage_of(request.user, found)
    refusal = ""
    if request.method == "POST":
        try:
            services.withdraw(by=request.user, idea=found)
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, _("Your idea is withdrawn. It is no longer shown to anyone."))
            return HttpResponseRedirect(stage.page.get_url(request) if stage else "/")
    return render(request, "ideas/withdraw.html", {"idea": found, "refusal": refusal, "crumbs": _crumbs_to(found)})


@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Support an idea."""
    return _vote(request, pk, services.support)


@require_POST
def withdraw_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Take support back."""
    return _vote(request, pk, services.withdraw_support)


def _vote(request: HttpRequest, pk: int, deed: Any) -> HttpResponse:
    """Do it, then lead back to where the button stood; a script gets the new count instead."""
    found = selectors.idea_alone(request.user, pk)
    if found is None:
        raise Http404
    wants_json = "application/json" in request.headers.get("Accept", "")
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = found.get_absolute_url()
    if not request.user.is_authenticated:
        if wants_json:
            return JsonResponse({"code": "sign-in"}, status=403)
        return HttpResponseRedirect(f"{reverse('account_login')}?next={found.get_absolute_url()}")
    try:
        current = deed(by=request.user, idea=found, stage=selectors.stage_of(request.user, found))
    except Refused as refused:
        if wants_json:
            return JsonResponse({"code": refused.code, "message": refused.message}, status=409)
        messages.error(request, refused.message)
    else:
        if wants_json:
            return JsonResponse({"count": current.support_count, "pressed": deed is services.support})
    return HttpResponseRedirect(f"{back.partition('#')[0]}#idea-{pk}")


def _submit(request: HttpRequest, stage: Stage, form: IdeaForm) -> Idea:
    words = form.cleaned_data
    return services.submit(
        by=request.user,
        stage=stage,
        title=words["title"],
        text=words["text"],
        about=read_about(words["about"]),
        submission=submission_key(words["token"], words["title"], words["text"], words["about"]),
    )


def _form(request: HttpRequest, stage: Stage, form: IdeaForm, *, kept: bool = False) -> HttpResponse:
    about = read_about(str(form["about"].value() or ""))
    context = {
        "stage": stage,
        "form": form,
        "kept": kept,
        "place": place(request.user, *about) if about else None,
        "why_closed": _why_closed(request, Deed.SUBMIT, stage),
        "crumbs": crumbs(request, stage),
    }
    return render(request, "ideas/new.html", context, status=422 if form.errors else 200)


def _why_closed(request: HttpRequest, deed: Deed, stage: Stage) -> str:
    """Say in words that the stage is not open, and since or until when; nothing while it is."""
    reason = selectors.why_not(request.user, deed, stage) if stage.state != StageState.OPEN else None
    return services.in_words(reason, stage) if reason else ""


def _own_idea(request: HttpRequest, idea: IdeaRow) -> str:
    """Say that one's own idea is for others to support; nothing for anybody else's."""
    return str(Reason.YOURS.label) if idea.author_id and idea.author_id == request.user.pk else ""


def _rights(request: HttpRequest, idea: Idea, stage: Stage) -> dict[str, Any]:
    """What the viewer may do to the idea, and why not where that is worth saying."""
    pressed = bool(selectors.supported_by(request.user, [idea]))
    deed = Deed.WITHDRAW_SUPPORT if pressed else Deed.SUPPORT
    why = selectors.why_not(request.user, deed, stage, idea)
    return {
        "pressed": pressed,
        "why_not": _support_closed(why, stage),
        "may_edit": not idea.support_count and selectors.why_not(request.user, Deed.EDIT, stage, idea) is None,
        "may_withdraw": selectors.why_not(request.user, Deed.WITHDRAW, stage, idea) is None,
        "may_decide": selectors.may_decide(request.user, stage),
        "may_moderate": selectors.why_not(request.user, Deed.HIDE, stage, idea) is None,
    }


def _support_closed(why: Reason | None, stage: Stage) -> str:
    """Say why nobody can support now. That one has to sign in first is no reason: the button leads there."""
    if why is None or why == Reason.SIGN_IN:
        return ""
    return _("Support ended when the office decided.") if why == Reason.DECIDED else services.in_words(why, stage)


def _own(request: HttpRequest, pk: int) -> Idea:
    """Find an idea of the viewer's own; anybody else's pages of this kind don't exist."""
    found = selectors.idea(request.user, pk) if request.user.is_authenticated else None
    if found is None or found.author_id != request.user.pk:
        raise Http404
    return found


def _crumbs_to(idea: Idea) -> list[dict[str, str]]:
    return [{"label": idea.title, "href": idea.get_absolute_url()}]


def _gone_or_404(request: HttpRequest, pk: int) -> HttpResponse:
    found = selectors.off_show(request.user, pk)
    if found is None:
        raise Http404
    return render(request, "ideas/gone.html", {"idea": found}, status=410)
