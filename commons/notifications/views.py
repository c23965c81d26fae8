"""A person's own notifications."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.people.refusals import Refused

from . import selectors, services
from .adapters import Thing
from .forms import PreferencesForm
from .kinds import known

PENDING = "notifications.follow"


@login_required
@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """All one was told, the latest first."""
    listed = selectors.notifications(request.user, request.GET.get("page"))
    last = listed.object_list[0].pk if listed.object_list else 0
    return render(request, "notifications/inbox.html", {"listed": listed, "last": last})


@login_required
@never_cache
@require_safe
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the exact place, and count it as read; a browser that only fetches ahead reads nothing."""
    found = selectors.notification(request.user, pk)
    if found is None:
        raise Http404
    place = selectors.place_of(request.user, found)
    if "prefetch" not in request.headers.get("Sec-Purpose", ""):
        services.read(by=request.user, notification=found)
    return redirect(place or "notifications:inbox")


@login_required
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one line as read."""
    found = selectors.notification(request.user, pk)
    if found is None:
        raise Http404
    services.read(by=request.user, notification=found)
    return redirect("notifications:inbox")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that was on the page or older."""
    up_to = request.POST.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 19:
        services.read_all(by=request.user, up_to=int(up_to))
        messages.success(request, _("All marked as read."))
    return redirect("notifications:inbox")


@login_required
@never_cache
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """All one follows, with the way to end it."""
    crumbs = [{"label": _("Notifications"), "href": reverse("notifications:inbox")}]
    context = {"followed": selectors.followed(request.user), "crumbs": crumbs}
    return render(request, "notifications/following.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How one wants to be told."""
    wish, muted = selectors.preferences(request.user), selectors.muted(request.user)
    form = PreferencesForm(request.POST if request.method == "POST" else None, preferences=wish, muted=muted)
    if request.method == "POST" and form.is_valid():
        try:
            services.prefer(by=request.user, **form.wish())
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("notifications:settings")
    crumbs = [{"label": _("Notifications"), "href": reverse("notifications:inbox")}]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "notifications/settings.html", context, status=422 if form.errors else 200)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """End mails of a kind, or all, for whom a mail was sent to: its signed address is right enough (RFC 8058)."""
    try:
        key, kind = signing.loads(token, salt=services.OFF)
    except (signing.BadSignature, TypeError, ValueError):
        raise Http404 from None
    person = get_user_model().objects.filter(pk=key).first()
    if request.method == "POST" and person is not None:
        services.unsubscribe(person=person, kind=kind)
    found = known(kind)
    context = {"label": found.label if found else "", "done": request.method == "POST"}
    return render(request, "notifications/off.html", context)


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a thing, or no longer; whoever is not signed in signs in first, and follows it then."""
    asked = {name: request.POST.get(name, "")[:200] for name in ("kind", "key", "on", "next")}
    if not request.user.is_authenticated:
        request.session[PENDING] = asked
        back = {"next": reverse("notifications:follow_pending")}
        return redirect(f"{reverse('account_login')}?{urlencode(back)}")
    return _follow(request, asked)


@login_required
@never_cache
@require_safe
def follow_pending(request: HttpRequest) -> HttpResponse:
    """Do what was asked before signing in, once."""
    asked = request.session.pop(PENDING, None)
    return _follow(request, asked) if asked else redirect("notifications:following")


def _follow(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    thing = Thing(asked["kind"], asked["key"])
    try:
        if asked["on"] == "no":
            services.unfollow(by=request.user, thing=thing)
            messages.success(request, _("You no longer follow this."))
        else:
            services.follow(by=request.user, thing=thing)
            messages.success(request, _("You follow this now. What happens will stand under “Notifications”."))
    except Refused as refused:
        messages.error(request, refused.message)
    back = asked["next"]
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "notifications:following")
