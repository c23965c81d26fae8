"""Ending sessions: one, or all of a person's."""

from typing import Any

from django.utils.crypto import constant_time_compare

from ..models import Session
from ..selectors import handle_of


def end_session(*, person: Any, handle: str) -> bool:
    """Sign a person out where `handle` (`selectors.sessions`) says; False where they were not signed in there."""
    for session in Session.objects.filter(person_id=person.pk):
        if constant_time_compare(handle_of(session), handle):
            session.delete()
            return True
    return False


def end_sessions(*, person: Any) -> int:
    """Sign a person out everywhere; how many places that were."""
    return Session.objects.filter(person_id=person.pk).delete()[0]


def forget_expired() -> None:
    """Delete the sessions that are over, which nobody can take up again."""
    Session.get_session_store_class().clear_expired()
