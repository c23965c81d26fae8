"""Taking part without an account: a random secret in a signed cookie, and another name for it in each place."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "participant"
SALT = "commons.people.participants"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody known by a secret only their device has; `person` when they are signed in."""

    secret: str
    person: Any = None

    def key_in(self, place: str | int) -> str:
        """Their name in the rows of one place. Nobody can tell from it who they are in another, or make the cookie."""
        return salted_hmac(SALT, f"{place}:{self.secret}", algorithm="sha256").hexdigest()[:32]


def read(request: HttpRequest) -> Participant | None:
    """The participant whose cookie came along; None for a stranger or a cookie we did not make."""
    secret = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return Participant(secret, _person(request)) if secret else None


def read_or_make(request: HttpRequest) -> Participant:
    """The participant, made on their first deed; `remember` puts them into the answer."""
    return read(request) or Participant(_first_secret(request), _person(request))


def by_account(request: HttpRequest) -> Participant:
    """The participant where an account counts once, on whatever device; without one, the device's."""
    person = _person(request)
    return Participant(secret_of_account(person), person) if person else read_or_make(request)


def secret_of_account(person: Any) -> str:
    """What an account's names in places are made of, so that all that was done by it is found again."""
    return f"account:{person.pk}"


def remember(response: HttpResponse, participant: Participant) -> None:
    """Let the device keep the secret; scripts can't read it. An account needs none."""
    if participant.secret.startswith("account:"):
        return
    response.set_signed_cookie(
        COOKIE,
        participant.secret,
        salt=SALT,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _first_secret(request: HttpRequest) -> str:
    """A secret made of the form's cookie, which the device has already.

    Where the answer to a first deed is lost on the way, its repetition comes from the same participant.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    return salted_hmac(SALT, cookie, algorithm="sha256").hexdigest()[:32] if cookie else secrets.token_urlsafe(16)


def _person(request: HttpRequest) -> Any:
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None
