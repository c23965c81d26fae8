"""How allauth fits this site."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as this site has them: mails in the person's language that lead back to what they were doing."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail in the language the account was given, else in the one being read."""
        request = allauth_context.request
        person = context.get("user") or User.objects.filter(email__iexact=email).only("language").first()
        site = Site.find_for_request(request)
        named = {
            "email": email,
            "site_name": (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME,
            "site_url": request.build_absolute_uri("/"),
        }
        if person and person.language:
            with override(person.language):
                self.render_mail(template_prefix, email, context | named | self._ways_in(request)).send()
        else:
            self.render_mail(template_prefix, email, context | named | self._ways_in(request)).send()

    def _ways_in(self, request: HttpRequest) -> dict[str, str]:
        """Where to sign in or up, carrying where the person wanted to go, so that typed words are not lost."""
        wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
        query = f"?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted and self.is_safe_url(wanted) else ""
        return {
            "login_url": request.build_absolute_uri(reverse("account_login") + query),
            "signup_url": request.build_absolute_uri(reverse("account_signup") + query),
        }

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is: the sender's name says which site it is."""
        return subject
