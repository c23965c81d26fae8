"""Taking part without an account: a random secret in a signed cookie, and another name for it in each place."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "participant"
SALT = "commons.people.participants"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody known by a secret only their device has, or by their account."""

    secret: str

    def key_in(self, place: str) -> str:
        """Their name in the rows of one place: nobody can tell from it who they are in another."""
        return salted_hmac(SALT, f"{place}:{self.secret}", algorithm="sha256").hexdigest()[:32]


def read(request: HttpRequest) -> Participant | None:
    """Who it is: their account, else the cookie that came along; None for a stranger or a cookie we did not make."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Participant(f"account:{user.pk}")
    secret = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return Participant(secret) if secret else None


def read_or_make(request: HttpRequest) -> Participant:
    """The participant, made on their first deed; `remember` puts them into the answer."""
    return read(request) or Participant(secrets.token_urlsafe(16))


def remember(response: HttpResponse, participant: Participant) -> None:
    """Let the device keep the secret; scripts can't read it. An account needs none."""
    if not participant.secret.startswith("account:"):
        response.set_signed_cookie(
            COOKIE,
            participant.secret,
            salt=SALT,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
