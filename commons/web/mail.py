"""Mails as a person reads them, for a site that sends none."""

import threading
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as ConsoleBackend

_one_at_a_time = threading.Lock()


class ReadableBackend(ConsoleBackend):
    """Prints whom a mail goes to, its subject and its plain words; Django's own prints how it is encoded."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Print each mail; how many there were."""
        with _one_at_a_time:
            for message in email_messages:
                self.stream.write(as_text(message))
            self.stream.flush()
        return len(email_messages)


def as_text(message: EmailMessage) -> str:
    """A mail in a frame that is seen among other lines."""
    lines = [f"To: {', '.join(message.recipients())}", f"Subject: {message.subject}", "", *message.body.splitlines()]
    return "\n" + "\n".join(["┌── a mail", *(f"│ {line}".rstrip() for line in lines), "└──"]) + "\n"
