"""How allauth fits this site."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from . import services
from .models import Erasure, User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as this site has them: mails in the person's language that lead back to what they were doing."""

    # Said as the rest of the site says it.
    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is no longer in use. Write to us if it should be."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("Somebody already has an account with this e-mail address."),
        "duplicate_email": _("This is already the e-mail address of this account."),
        "enter_current_password": _("Give the password you have now."),
        "incorrect_code": _("This code is not right."),
        "incorrect_password": _("This password is not right."),
        "rate_limited": _("That was too often in a short time. Wait a little, then try again."),
        "same_as_current": _("This is what it is already. Give another."),
        "too_many_login_attempts": _("Too many attempts to sign in failed. Try again later."),
        "unknown_email": _("No account has this e-mail address."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail in the language the account was given, else in the one being read."""
        request = allauth_context.request
        person = context.get("user") or User.objects.filter(email__iexact=email).only("language").first()
        with override((person.language if person else "") or get_language()):
            everywhere = {"email": email, "site_name": self._site_name(request), **self._addresses(request)}
            self.render_mail(template_prefix, email, context | everywhere).send()

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signing in is the way back for somebody who asked to be erased; there is none for who is gone already."""
        waited = Erasure.objects.filter(person=user).exists()
        if not services.keep_account(person=user):
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)
        if waited:
            messages.success(request, _("Welcome back. Your account stays, and nothing was erased."))

    def _site_name(self, request: HttpRequest) -> str:
        """What the site is called in the language of the mail: the title of its front page."""
        site = Site.find_for_request(request)
        return site.root_page.localized.title if site else settings.WAGTAIL_SITE_NAME

    def _addresses(self, request: HttpRequest) -> dict[str, str]:
        """Where to sign in or up, carrying where the person wanted to go, so that typed words are not lost."""
        wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
        query = f"?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted and self.is_safe_url(wanted) else ""
        return {
            "site_url": request.build_absolute_uri("/"),
            "login_url": request.build_absolute_uri(reverse("account_login") + query),
            "signup_url": request.build_absolute_uri(reverse("account_signup") + query),
        }

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is: the sender's name says which site it is."""
        return subject
