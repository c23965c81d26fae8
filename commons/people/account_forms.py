"""allauth's forms with our names for their fields, so that page and error summary call each the same."""

from typing import Any

from allauth.account import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "code": _("Code from the e-mail"),
    "remember": _("Keep me signed in on this device"),
}


class _Named:
    """Names the fields that the form has."""

    labels = LABELS
    fields: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in self.labels.items():
            if name in self.fields:
                self.fields[name].label = label


class LoginForm(_Named, forms.LoginForm):
    """Signs in with a password."""


class SignupForm(_Named, forms.SignupForm):
    """Makes an account."""


class RequestLoginCodeForm(_Named, forms.RequestLoginCodeForm):
    """Asks for a code to sign in with."""


class ConfirmLoginCodeForm(_Named, forms.ConfirmLoginCodeForm):
    """Takes the code to sign in with."""


class ConfirmEmailVerificationCodeForm(_Named, forms.ConfirmEmailVerificationCodeForm):
    """Takes the code that shows whose the address is."""


class ResetPasswordForm(_Named, forms.ResetPasswordForm):
    """Asks for the way to a new password."""


class AddEmailForm(_Named, forms.AddEmailForm):
    """Changes the address."""

    labels = {"email": _("New e-mail address")}


class ChangeEmailForm(_Named, forms.ChangeEmailForm):
    """Sends the code elsewhere."""

    labels = {"email": _("Another e-mail address")}
