"""What may be read about people."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Session, User
from .roles import ROLES


def person(viewer: User | AnonymousUser) -> User:
    """The viewer's own account, fresh, so that a refused change never shows on the rest of the page."""
    return User.objects.get(pk=viewer.pk)  # type: ignore[misc]


@dataclass(frozen=True)
class SignedIn:
    """Where somebody is signed in."""

    handle: str
    device: str
    since: datetime
    seen_on: date | None
    is_here: bool


def handle_of(session: Session) -> str:
    """What a page calls a session by: its key would let whoever reads the page be its person."""
    return salted_hmac("commons.people.sessions", session.session_key, algorithm="sha256").hexdigest()[:32]


def sessions(viewer: Any, here: str | None = None) -> list[SignedIn]:
    """Where the viewer is signed in, this place (of key `here`) first."""
    rows = Session.objects.filter(person_id=viewer.pk, expire_date__gt=timezone.now()).order_by("-seen_on", "-since")
    found = [SignedIn(handle_of(row), row.device, row.since, row.seen_on, row.session_key == here) for row in rows]
    return sorted(found, key=lambda session: not session.is_here)


def is_last_sign_in_older(viewer: Any, records: list[dict[str, Any]], seconds: float) -> bool:
    """Whether the viewer last showed longer ago than this that they are who they are."""
    return not records or time.time() - records[-1]["at"] > seconds


def has_second_factor(viewer: Any) -> bool:
    """Whether signing in asks the viewer for more than a password or code."""
    return Authenticator.objects.filter(user_id=viewer.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def staff() -> QuerySet[User]:
    """Everybody who holds a role and may sign in."""
    return User.objects.filter(is_active=True, groups__name__in=ROLES).distinct()
