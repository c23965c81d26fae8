"""What `manage.py check --deploy` asks beyond Django's own questions."""

from typing import Any

from django.conf import settings
from django.core import checks


def mail_is_sent(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Printed mails would put sign-in codes and addresses into the log."""
    if settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
        return [
            checks.Warning(
                "EMAIL_URL is not set: mails, sign-in codes among them, would be written to the log.", id="web.W001"
            )
        ]
    return []
