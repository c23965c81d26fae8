"""Staff need a second factor before the CMS lets them in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from . import selectors


class StaffSecondFactorMiddleware:
    """Sends staff without a second factor to set one up; relaxed only where a setting says so (the demo)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through everything but the CMS."""
        if settings.STAFF_SECOND_FACTOR_REQUIRED and self._lacks_it(request):
            messages.warning(request, _("Staff sign in with a second factor. Set one up to go on."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _lacks_it(self, request: HttpRequest) -> bool:
        home = reverse("wagtailadmin_home")
        leaving = reverse("wagtailadmin_logout")
        if not request.path.startswith(home) or request.path == leaving or not request.user.is_authenticated:
            return False
        return not selectors.has_second_factor(request.user)
