"""Deeds on sessions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.directory.models import PublicBody, Service

from .. import codes
from ..events import SessionChanged
from ..models import Change, LiveSession, LiveSessionText, Receipt
from ..rules import KEEP_CHANGES, KEEP_RECEIPTS, SESSION_TRANSITIONS, WHY_NOT, Deed, LiveRefused, SessionState
from .deeds import Done, changed, do, done
from .questions import finish_answering


def create_session(
    *,
    code: str,
    body: PublicBody,
    starts_at: datetime,
    texts: Mapping[str, tuple[str, str]],
    service: Service | None = None,
    moderated: bool = True,
    hosts: Iterable[Any] = (),
    watch_url: str = "",
) -> LiveSession:
    """Announce a session; `texts` gives title and description by language. For commands: editors use the CMS."""
    with transaction.atomic():
        session = LiveSession(
            code=codes.normalise(code),
            body=body,
            service=service,
            starts_at=starts_at,
            moderated=moderated,
            watch_url=watch_url,
            state=SessionState.SCHEDULED,
        )
        session.texts = [
            LiveSessionText(language=language, title=title, description=description)
            for language, (title, description) in texts.items()
        ]
        session.full_clean(exclude=["texts"])
        session.hosts = list(hosts)
        session.save()
        changed(session, SessionChanged)
    return session


def note_edited(*, session: LiveSession) -> None:
    """Tell the room that its session was edited in the CMS."""
    with transaction.atomic():
        changed(LiveSession.objects.select_for_update().get(pk=session.pk), SessionChanged)


def forget_old(*, now: datetime) -> None:
    """Forget receipts that nobody repeats a deed for any more, and the logs of sessions that are long over.

    A reader that comes back to such a session with a number is given the whole state.
    """
    Receipt.objects.filter(at__lt=now - KEEP_RECEIPTS).delete()
    over = LiveSession.objects.filter(state=SessionState.CLOSED, closed_at__lt=now - KEEP_CHANGES)
    Change.objects.filter(session__in=over).delete()


def open_session(*, by: Any, session: LiveSession, key: str = "") -> Done:
    """Let people in the room; also after it was closed by mistake."""

    def act(session: LiveSession) -> Done:
        _move_session(session, SessionState.OPEN, opened_at=session.opened_at or timezone.now(), closed_at=None)
        return done(Deed.OPEN, session, changed(session, SessionChanged))

    return do(Deed.OPEN, by=by, session=session, key=key, act=act)


def close_session(*, by: Any, session: LiveSession, key: str = "") -> Done:
    """End the session; the question being answered counts as answered, waiting ones stay as they are."""

    def act(session: LiveSession) -> Done:
        finish_answering(session)
        _move_session(session, SessionState.CLOSED, closed_at=timezone.now())
        return done(Deed.CLOSE, session, changed(session, SessionChanged))

    return do(Deed.CLOSE, by=by, session=session, key=key, act=act)


def _move_session(session: LiveSession, state: SessionState, **fields: Any) -> None:
    if state not in SESSION_TRANSITIONS[SessionState(session.state)]:
        raise LiveRefused(str(WHY_NOT["not_open"]), code="not_open")
    LiveSession.objects.filter(pk=session.pk).update(state=state, **fields)
    session.state = state
