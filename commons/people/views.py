"""A person's own account, and the CMS's doors to it."""

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.views.account import (
    AccountView,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)

from . import selectors, services
from .forms import ProfileForm
from .refusals import Refused


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the account, and change its public name and language."""
    person = selectors.person(request.user)
    form = ProfileForm(request.POST or None, initial={"display_name": person.display_name, "language": person.language})
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
