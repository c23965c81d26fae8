"""What may be read about people."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from .models import User


def person(viewer: User | AnonymousUser) -> User:
    """The viewer's own account, fresh, so that a refused change never shows on the rest of the page."""
    return User.objects.get(pk=viewer.pk)  # type: ignore[misc]


def has_second_factor(viewer: Any) -> bool:
    """Whether signing in asks the viewer for more than a password or code."""
    return Authenticator.objects.filter(user_id=viewer.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
