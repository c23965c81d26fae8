"""How every deed is done: under its session's lock, checked, written, numbered, announced, and once for a key."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commons.people.participants import Participant
from commons.people.roles import MODERATORS, has_role
from commons.realtime.services import publish
from commons.ui.plain_text import tidy_line

from ..events import QuestionChanged, SessionChanged, SupportChanged
from ..models import Change, LiveSession, Question, Receipt
from ..rules import BY_MODERATORS, KEY, WHY_NOT, Deed, LiveRefused, Role, why_not
from ..selectors import roles_in

Act = Callable[[LiveSession, Question], "Done"]


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed is answered with. Totals are absolute and as they stood right after it."""

    deed: str
    number: int
    session: str
    question: int | None = None
    state: str | None = None
    supports: int | None = None


def do(
    deed: Deed, *, by: Any, session: LiveSession, key: str, act: Callable[[LiveSession], Done], detail: str = ""
) -> Done:
    """Do a deed on a session."""

    def run(session: LiveSession) -> Done:
        _check(deed, by, session, None)
        return act(session)

    return _once(run, by=by, session_id=session.pk, key=key, told=f"{deed}:", detail=detail)


def on(deed: Deed, *, by: Any, question: Question, key: str, act: Act, detail: str = "") -> Done:
    """Do a deed on a question."""

    def run(session: LiveSession) -> Done:
        row = Question.objects.get(pk=question.pk, session=session)
        _check(deed, by, session, row)
        return act(session, row)

    return _once(run, by=by, session_id=question.session_id, key=key, told=f"{deed}:{question.pk}", detail=detail)


def _once(run: Callable[[LiveSession], Done], *, by: Any, session_id: int, key: str, told: str, detail: str) -> Done:
    """Run alone in the session and keep the answer for the key; for a key that has one, only give it."""
    if key and not KEY.fullmatch(key):
        raise LiveRefused(_("The key of this request can't be used."), code="bad_key")
    actor = by.key_in(session_id) if isinstance(by, Participant) else f"person:{by.pk}"
    told = f"{told}:{salted_hmac('live_qa.receipt', detail).hexdigest()[:16]}"
    with transaction.atomic():
        session = LiveSession.objects.select_for_update().get(pk=session_id)
        receipt = Receipt.objects.filter(session=session, actor=actor, key=key).first() if key else None
        if receipt is not None:
            if receipt.deed != told:
                raise LiveRefused(_("The key of this request was used for another."), code="key_reused")
            return Done(**receipt.answer)
        done = run(session)
        if key:
            Receipt.objects.create(session=session, actor=actor, key=key, deed=told, answer=asdict(done))
        return done


def _check(deed: Deed, by: Any, session: LiveSession, question: Question | None) -> None:
    if isinstance(by, Participant):
        mine = question is not None and question.participant == by.key_in(session.pk)
        roles = frozenset({Role.ANYONE, Role.ASKER} if mine else {Role.ANYONE})
    else:
        roles = roles_in(by, session)
        if deed in BY_MODERATORS and has_role(by, MODERATORS):
            roles |= {Role.MODERATOR}
    code = why_not(deed, roles, session.state, question.state if question else None)
    if code is not None:
        raise LiveRefused(str(WHY_NOT[code]), code=code)


def changed(
    session: LiveSession,
    event: type[SessionChanged | QuestionChanged | SupportChanged],
    question: Question | None = None,
) -> int:
    """Number a change, write it down and announce it once committed; the session's row is locked by the caller."""
    session.last_number += 1
    LiveSession.objects.filter(pk=session.pk).update(last_number=session.last_number)
    Change.objects.create(session=session, number=session.last_number, event=event.__name__, question=question)
    about = {"question_id": question.pk} if question else {}
    publish(event(code=session.code, number=session.last_number, **about))
    return session.last_number


def done(deed: Deed, session: LiveSession, number: int, question: Question | None = None) -> Done:
    """What the deed is answered with."""
    if question is None:
        return Done(deed=deed.value, number=number, session=str(session.state))
    return Done(deed.value, number, str(session.state), question.pk, str(question.state), question.supports)


def checked(text: str, longest: int, *, field: str, needed: str = "") -> str:
    """The text on one line without what can't be seen; refused when it is too long, or empty where it is needed."""
    tidy = tidy_line(text)
    if needed and not tidy:
        raise LiveRefused(needed, code="empty", field=field)
    if len(tidy) > longest:
        raise LiveRefused(_("Use at most %(count)d characters.") % {"count": longest}, code="long", field=field)
    return tidy
