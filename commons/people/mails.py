"""Plain mails about an account, in its language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site


def site_name() -> str:
    """What the site is called in the language of the mail: the title of its front page."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page.localized.title if site else settings.WAGTAIL_SITE_NAME


def send(name: str, *, email: str, language: str, **context: Any) -> None:
    """Send `people/mail/<name>.txt`; its first line is the subject."""
    with override(language or settings.LANGUAGE_CODE):
        told = {
            "site_name": site_name(),
            "site_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/",
            "sign_in": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("account_login"),
            **context,
        }
        text = render_to_string(f"people/mail/{name}.txt", told).strip()
    subject, _blank, body = text.partition("\n")
    EmailMessage(subject, body.strip() + "\n", to=[email]).send()
