"""The door of the CMS: staff only, and with a second factor."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from . import selectors


class StaffDoorMiddleware:
    """Turns away whoever is no staff, and sends staff without a second factor to set one up.

    The CMS itself would send the signed-in to the sign-in page, which sends them back, round and round. The second
    factor is relaxed only where a setting says so (the demo).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through everything but the CMS; strangers too, whom it sends to sign in."""
        if not self._at_the_door(request) or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if settings.STAFF_SECOND_FACTOR_REQUIRED and not selectors.has_second_factor(request.user):
            messages.warning(request, _("Staff sign in with a second factor. Set one up to go on."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _at_the_door(self, request: HttpRequest) -> bool:
        home = reverse("wagtailadmin_home")
        return request.path.startswith(home) and request.path != reverse("wagtailadmin_logout")
