"""Where people are signed in, and the door of the CMS: staff only, and with a second factor."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import selectors
from .devices import family
from .roles import roles_of
from .sessions import DEVICE, SEEN, SINCE

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class SignedInMiddleware:
    """Notes in the session of somebody signed in, once a day, that it is used, and on what kind of device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """After the answer is made, so that signing in is noted too; strangers have no session to look at."""
        response = self.get_response(request)
        session = request.session
        known = settings.SESSION_COOKIE_NAME in request.COOKIES or session.modified
        if known and SESSION_KEY in session:
            today = timezone.localdate().isoformat()
            if session.get(SEEN) != today:
                session[SEEN] = today
                session.setdefault(SINCE, timezone.now().isoformat())
                session[DEVICE] = family(request.headers.get("User-Agent", ""))
        return response


class StaffDoorMiddleware:
    """Turns away whoever is no staff, and sends staff without a second factor to set one up.

    The CMS itself would send the signed-in to the sign-in page, which sends them back, round and round. The second
    factor is relaxed only where a setting says so (the demo).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through everything but the CMS; strangers too, whom it sends to sign in."""
        if self._at_the_door(request) and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied
            if _lacks_second_factor(request):
                return _sent_to_set_one_up(request)
        elif _is_deed(request) and roles_of(request.user) and _lacks_second_factor(request):
            # An office's answer, a host's session and a moderator's decision are made in public pages too.
            return _sent_to_set_one_up(request)
        return self.get_response(request)

    def _at_the_door(self, request: HttpRequest) -> bool:
        home = reverse("wagtailadmin_home")
        return request.path.startswith(home) and request.path != reverse("wagtailadmin_logout")


def _is_deed(request: HttpRequest) -> bool:
    """Whether something is sent, elsewhere than to one's own sign-in, where the second factor is set up."""
    if request.method not in UNSAFE or not settings.STAFF_SECOND_FACTOR_REQUIRED:
        return False
    own = reverse("account_login").removesuffix("login/")
    return not request.path.startswith((own, reverse("wagtailadmin_logout")))


def _lacks_second_factor(request: HttpRequest) -> bool:
    return settings.STAFF_SECOND_FACTOR_REQUIRED and not selectors.has_second_factor(request.user)


def _sent_to_set_one_up(request: HttpRequest) -> HttpResponse:
    words = _("Staff sign in with a second factor. Set one up to go on.")
    if request.accepts("text/html"):
        messages.warning(request, words)
        return redirect("mfa_index")
    return JsonResponse({"message": words}, status=HTTPStatus.FORBIDDEN)
