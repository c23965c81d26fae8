"""A person's own account, and the CMS's doors to it."""

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views.account import (
    AccountView,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)

from . import selectors, services
from .forms import ProfileForm
from .refusals import Refused
from .roles import roles_of
from .rules import TIME_TO_COME_BACK


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the account, and change its public name and language."""
    person = selectors.person(request.user)
    # Whoever never chose a language is offered the one they read.
    given = {"display_name": person.display_name, "language": person.language or get_language()}
    form = ProfileForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_profile(person=person, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            with override(person.language):
                messages.success(
                    request, _("Saved. This is how others see you: %(name)s") % {"name": person.public_name}
                )
                return redirect("people_account")
    return render(
        request,
        "people/account.html",
        {"form": form, "second_factor": selectors.has_second_factor(person)},
        status=422 if form.errors else 200,
    )


@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, and sign out there or everywhere."""
    if request.method == "POST":
        if "everywhere" in request.POST:
            services.end_sessions(person=request.user)
            logout(request)
            messages.success(request, _("You are signed out everywhere."))
            return redirect("account_login")
        if services.end_session(person=request.user, handle=request.POST.get("handle", "")):
            messages.success(request, _("Signed out there."))
        return redirect("people_sessions")
    found = selectors.sessions(request.user, request.session.session_key)
    return render(request, "people/sessions.html", {"sessions": found})


@never_cache
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Say what becomes of everything, and ask to be erased by who shows once more that it is them."""
    refusal = ""
    if request.method == "POST":
        again = _show_who_it_is(request)
        if again is not None:
            return again
        try:
            services.ask_erasure(person=request.user)
        except Refused as refused:
            refusal = refused.message
        else:
            logout(request)
            return redirect("people_erasure_asked")
    context = {"refusal": refusal, "days": TIME_TO_COME_BACK.days, "roles": sorted(roles_of(request.user))}
    return render(request, "people/erase.html", context, status=422 if refusal else 200)


def erasure_asked(request: HttpRequest) -> HttpResponse:
    """What happens next, for somebody who is signed out by now."""
    return render(request, "people/erasure_asked.html", {"days": TIME_TO_COME_BACK.days})


def _show_who_it_is(request: HttpRequest) -> HttpResponse | None:
    """Ask for the password or second factor; who has neither signs in by code again. None when that was just done."""
    if get_reauthentication_flows(request.user):
        raise_if_reauthentication_required(request, app="account")
        return None
    records = get_authentication_records(request, request.user)
    if selectors.is_last_sign_in_older(request.user, records, app_settings.REAUTHENTICATION_TIMEOUT):
        here = request.get_full_path()
        logout(request)
        messages.info(request, _("Sign in once more, so that we know it is you."))
        return redirect(f"{reverse('account_request_login_code')}?{urlencode({REDIRECT_FIELD_NAME: here})}")
    return None


def admin_login(request: HttpRequest) -> HttpResponse:
    """Lead to the site's own sign-in, which is slowed down for guessers and knows codes and second factors."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")


class AdminAccountView(AccountView):
    """The CMS's preferences, without the names, address and password that live in the account itself."""

    def get_panels(self) -> list:
        """Leave out what the account page changes."""
        elsewhere = (NameEmailSettingsPanel, ChangePasswordPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, elsewhere)]
