"""Taking part in a discussion. The discussion itself is shown on the page of what is discussed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.people.refusals import Refused

from . import drafts, selectors, services
from .adapters import owner_of
from .forms import PostForm
from .models import Post, Thread
from .submissions import submission_key


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Write a post, or a reply to the one `to` names."""
    thread = _thread(request, thread_id)
    parent = _parent(request, thread)
    draft = f"post:{thread.pk}:{parent.pk if parent else ''}"
    if request.method != "POST":
        form = PostForm(initial=drafts.kept(request.session, draft), writer=request.user)
        return _form(request, thread, parent, form)
    form = PostForm(request.POST, writer=request.user)
    sent = publish(request, form, draft, lambda: _send(request, thread, parent, form))
    return sent or _form(request, thread, parent, form)


def publish(request: HttpRequest, form: PostForm, draft: str, send: Callable[[], Post]) -> HttpResponse | None:
    """Publish what was typed and lead to it, or keep it over signing in; None where the form says what is wrong."""
    if not form.is_valid():
        return None
    if not request.user.is_authenticated:
        drafts.keep(request.session, draft, form.kept())
        return to_sign_in(request)
    try:
        sent = send()
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return None
    drafts.forget(request.session, draft)
    messages.success(request, _("Your post is published under your public name. Others can reply to it now."))
    return redirect("threads:post", sent.thread_id, sent.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, thread_id: int, post_id: int) -> HttpResponse:
    """Put the words of an own post right."""
    post = _post(request, thread_id, post_id)
    if request.method != "POST" and not _own(request, post):
        return _away(request, post)
    draft = f"edit:{post.pk}"
    form = PostForm(request.POST or None, initial=drafts.kept(request.session, draft) or {"text": post.text})
    if request.method == "POST" and form.is_valid():
        if not request.user.is_authenticated:
            drafts.keep(request.session, draft, form.kept())
            return to_sign_in(request)
        try:
            services.edit(by=request.user, post=post, text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            drafts.forget(request.session, draft)
            return redirect("threads:post", thread_id, post_id)
    context = {"form": form, "post": post, **_about(post.thread)}
    return render(request, "deliberation/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, thread_id: int, post_id: int) -> HttpResponse:
    """Ask once more, then withdraw a post."""
    post = _post(request, thread_id, post_id)
    if request.method != "POST" and not _own(request, post):
        return _away(request, post)
    refusal = ""
    if request.method == "POST":
        try:
            services.withdraw(by=request.user, post=post)
        except Refused as refused:
            refusal = refused.message
        else:
            return redirect("threads:post", thread_id, post_id)
    context = {"post": post, "refusal": refusal, **_about(post.thread)}
    return render(request, "deliberation/withdraw.html", context)


@require_safe
def permalink(request: HttpRequest, thread_id: int, post_id: int) -> HttpResponse:
    """Lead to the page of the discussion that shows a post."""
    post = _post(request, thread_id, post_id)
    number, branch = selectors.place_of(request.user, post)
    query = {key: value for key, value in (("branch", branch), ("page", number)) if value and value != 1}
    address = owner_of(post.thread).address(post.thread)
    return HttpResponseRedirect(f"{address}{'?' + urlencode(query) if query else ''}#post-{post.pk}")


@require_safe
def changes(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Give the posts added or changed after a number as a piece of the page, made once for all who see the same."""
    thread = _thread(request, thread_id)
    text = request.GET.get("after", "")
    after = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else thread.change
    found = selectors.thread_changes(request.user, thread, after)
    context = {"discussion": found, "base": reverse("threads:thread", args=[thread.pk])}
    return render(request, "deliberation/changes.html", context)


@require_safe
def thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Lead to the page of what is discussed."""
    found = _thread(request, thread_id)
    return HttpResponseRedirect(f"{owner_of(found).address(found)}#discussion")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to signing in, and from there back to the form, which finds what was typed."""
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def _send(request: HttpRequest, thread: Thread, parent: Post | None, form: PostForm) -> Post:
    text = form.cleaned_data["text"]
    return services.post(
        by=request.user,
        thread=thread,
        parent=parent,
        text=text,
        spoken_for=form.cleaned_data.get("spoken_for"),
        submission=submission_key(form.cleaned_data["token"], str(parent and parent.pk), text),
    )


def _form(request: HttpRequest, thread: Thread, parent: Post | None, form: PostForm) -> HttpResponse:
    """Show the form: as a page, or as the piece that is put below a post."""
    about = _about(thread)
    context = {"form": form, "parent": parent, "thread": thread, "why_closed": selectors.why_closed(thread), **about}
    part = request.method != "POST" and request.GET.get("part") == "form"
    template = "deliberation/reply_form.html" if part else "deliberation/reply.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _about(thread: Thread) -> dict[str, Any]:
    title, address = owner_of(thread).title(thread), owner_of(thread).address(thread)
    return {"about_title": title, "about_address": address, "crumbs": [{"label": title, "href": address}]}


def _thread(request: HttpRequest, pk: int) -> Thread:
    found = selectors.thread(request.user, pk)
    if found is None:
        raise Http404
    return found


def _post(request: HttpRequest, thread_id: int, pk: int) -> Post:
    found = selectors.post(request.user, pk, thread_id)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, post: Post) -> bool:
    return request.user.is_authenticated and post.author_id == request.user.pk


def _away(request: HttpRequest, post: Post) -> HttpResponse:
    """Where somebody else's post is asked to be changed: to signing in, since it may be one's own, else to the post."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    return redirect("threads:post", post.thread_id, post.pk)


def _parent(request: HttpRequest, thread: Thread) -> Post | None:
    """Find the post that is replied to; a key that is none of this thread's is no address of ours."""
    key = request.GET.get("to", "")
    if not key:
        return None
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        raise Http404
    return _post(request, thread.pk, int(key))
