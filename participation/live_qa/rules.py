"""Who may do what in a live session and when: role × session's state × question's state. Imports no models."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.people.refusals import Refused

#: Characters of a question, a name, and a reason, at most.
LONGEST_QUESTION, LONGEST_NAME, LONGEST_REASON = 500, 60, 200
#: Characters of an idempotency key, and those it may be made of: what any header and any database takes.
KEY_LENGTH = (8, 64)
KEY = re.compile(rf"[!-~]{{{KEY_LENGTH[0]},{KEY_LENGTH[1]}}}")

#: How long an answer to a deed is kept for whoever must repeat it, and the log of changes once a session is closed.
KEEP_RECEIPTS = timedelta(days=1)
KEEP_CHANGES = timedelta(days=30)


class LiveRefused(Refused):
    """A deed in a live session is refused; `code` is one of docs/live-protocol.md."""


class SessionState(TextChoices):
    """Where a session is. One field, changed only along SESSION_TRANSITIONS."""

    DRAFT = "draft", _("Draft, hidden")
    SCHEDULED = "scheduled", _("Announced")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class QuestionState(TextChoices):
    """Where a question is. One field, changed only along QUESTION_TRANSITIONS."""

    WAITING = "waiting", _("Waiting for a host")
    SHOWN = "shown", _("Shown")
    ANSWERING = "answering", _("Being answered")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Not shown")
    WITHDRAWN = "withdrawn", _("Taken back")
    HIDDEN = "hidden", _("Hidden by a moderator")


#: A session closed by mistake can be opened again.
SESSION_TRANSITIONS: dict[SessionState, frozenset[SessionState]] = {
    SessionState.DRAFT: frozenset({SessionState.SCHEDULED, SessionState.OPEN}),
    SessionState.SCHEDULED: frozenset({SessionState.DRAFT, SessionState.OPEN}),
    SessionState.OPEN: frozenset({SessionState.CLOSED}),
    SessionState.CLOSED: frozenset({SessionState.OPEN}),
}
#: Hosts' slips can be put right; what its asker took back stays away.
QUESTION_TRANSITIONS: dict[QuestionState, frozenset[QuestionState]] = {
    QuestionState.WAITING: frozenset({QuestionState.SHOWN, QuestionState.DECLINED, QuestionState.WITHDRAWN}),
    QuestionState.SHOWN: frozenset(
        {
            QuestionState.ANSWERING,
            QuestionState.ANSWERED,
            QuestionState.DECLINED,
            QuestionState.WITHDRAWN,
            QuestionState.HIDDEN,
        }
    ),
    QuestionState.ANSWERING: frozenset({QuestionState.ANSWERED, QuestionState.SHOWN, QuestionState.HIDDEN}),
    QuestionState.ANSWERED: frozenset({QuestionState.ANSWERING, QuestionState.SHOWN, QuestionState.HIDDEN}),
    QuestionState.DECLINED: frozenset({QuestionState.SHOWN}),
    QuestionState.WITHDRAWN: frozenset(),
    QuestionState.HIDDEN: frozenset({QuestionState.SHOWN, QuestionState.ANSWERED}),
}
#: What everyone in the room sees, and what hosts see beside it.
PUBLIC = frozenset({QuestionState.SHOWN, QuestionState.ANSWERING, QuestionState.ANSWERED})
FOR_HOSTS = PUBLIC | {QuestionState.WAITING, QuestionState.DECLINED}
#: Sessions a person without a role finds.
ANNOUNCED = frozenset({SessionState.SCHEDULED, SessionState.OPEN, SessionState.CLOSED})


class Role(TextChoices):
    """What somebody is to a session or a question. One may be several of these."""

    ANYONE = "anyone", _("Anyone")
    ASKER = "asker", _("Who asked the question")
    HOST = "host", _("A host of the session")
    OFFICIAL = "official", _("An official of the session's public body")
    MODERATOR = "moderator", _("A moderator")


class Deed(TextChoices):
    """What can be done in a session."""

    ASK = "ask", _("Ask")
    SUPPORT = "support", _("Support a question")
    WITHDRAW_SUPPORT = "withdraw-support", _("Take support back")
    WITHDRAW = "withdraw", _("Take a question back")
    APPROVE = "approve", _("Show a question")
    DECLINE = "decline", _("Decline a question")
    START_ANSWERING = "start-answering", _("Answer a question now")
    PUT_BACK = "put-back", _("Put a question back")
    MARK_ANSWERED = "mark-answered", _("Mark a question as answered")
    ANSWER_IN_WRITING = "answer-in-writing", _("Answer a question in writing")
    HIDE = "hide", _("Hide a question")
    RESTORE = "restore", _("Show a hidden question again")
    OPEN = "open", _("Open the session")
    CLOSE = "close", _("Close the session")


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: who, while the session is in which states, on questions in which states."""

    who: frozenset[Role]
    session: frozenset[SessionState]
    question: frozenset[QuestionState] | None = None
    """None for deeds on no question."""


def _right(who: Role, session: AbstractSet[SessionState], question: AbstractSet[QuestionState] | None = None) -> Right:
    return Right(frozenset({who}), frozenset(session), None if question is None else frozenset(question))


_S, _Q = SessionState, QuestionState
_BEFORE_AND_WHILE = {_S.SCHEDULED, _S.OPEN}
_WHILE_AND_AFTER = {_S.OPEN, _S.CLOSED}

#: Questions may be asked ahead, so that a bad line or a late shift keeps nobody out.
RIGHTS: dict[Deed, Right] = {
    Deed.ASK: _right(Role.ANYONE, _BEFORE_AND_WHILE),
    Deed.SUPPORT: _right(Role.ANYONE, _BEFORE_AND_WHILE, {_Q.SHOWN, _Q.ANSWERING}),
    Deed.WITHDRAW_SUPPORT: _right(Role.ANYONE, _BEFORE_AND_WHILE, {_Q.SHOWN, _Q.ANSWERING}),
    Deed.WITHDRAW: _right(Role.ASKER, _BEFORE_AND_WHILE, {_Q.WAITING, _Q.SHOWN}),
    Deed.APPROVE: _right(Role.HOST, ANNOUNCED, {_Q.WAITING, _Q.DECLINED}),
    Deed.DECLINE: _right(Role.HOST, ANNOUNCED, {_Q.WAITING, _Q.SHOWN}),
    Deed.START_ANSWERING: _right(Role.HOST, {_S.OPEN}, {_Q.SHOWN, _Q.ANSWERED}),
    Deed.PUT_BACK: _right(Role.HOST, _WHILE_AND_AFTER, {_Q.ANSWERING, _Q.ANSWERED}),
    Deed.MARK_ANSWERED: _right(Role.HOST, _WHILE_AND_AFTER, {_Q.SHOWN, _Q.ANSWERING}),
    Deed.ANSWER_IN_WRITING: _right(Role.OFFICIAL, _WHILE_AND_AFTER, {_Q.SHOWN, _Q.ANSWERING, _Q.ANSWERED}),
    Deed.HIDE: _right(Role.MODERATOR, ANNOUNCED, {_Q.SHOWN, _Q.ANSWERING, _Q.ANSWERED}),
    Deed.RESTORE: _right(Role.MODERATOR, ANNOUNCED, {_Q.HIDDEN}),
    Deed.OPEN: _right(Role.HOST, {_S.DRAFT, _S.SCHEDULED, _S.CLOSED}),
    Deed.CLOSE: _right(Role.HOST, {_S.OPEN}),
}
BY_MODERATORS = frozenset({Deed.HIDE, Deed.RESTORE})
#: The state a question comes to by each deed that moves it.
LEADS_TO: dict[Deed, QuestionState] = {
    Deed.WITHDRAW: _Q.WITHDRAWN,
    Deed.APPROVE: _Q.SHOWN,
    Deed.DECLINE: _Q.DECLINED,
    Deed.START_ANSWERING: _Q.ANSWERING,
    Deed.PUT_BACK: _Q.SHOWN,
    Deed.MARK_ANSWERED: _Q.ANSWERED,
    Deed.ANSWER_IN_WRITING: _Q.ANSWERED,
}
#: Why not, by what stands in the way, in words for the person.
WHY_NOT: dict[str, Promise] = {
    "not_allowed": _("You can't do this here."),
    "not_open": _("This session is not open."),
    "closed": _("This session is closed."),
    "not_now": _("This question has moved on meanwhile, so this is no longer possible."),
}


def may(deed: Deed, roles: AbstractSet[Role], session: str, question: str | None = None) -> bool:
    """Whether one of `roles` may do `deed` now."""
    return why_not(deed, roles, session, question) is None


def why_not(deed: Deed, roles: AbstractSet[Role], session: str, question: str | None = None) -> str | None:
    """The code of WHY_NOT that stands in the way; None when nothing does."""
    right = RIGHTS[deed]
    if not right.who & roles:
        return "not_allowed"
    if session not in right.session:
        return "closed" if session == SessionState.CLOSED else "not_open"
    if right.question is not None and question not in right.question:
        return "not_now"
    return None


def offered(roles: AbstractSet[Role], session: str, question: str) -> frozenset[str]:
    """The deeds on a question that a page offers to one with these roles now."""
    on_questions = (deed for deed, right in RIGHTS.items() if right.question is not None)
    return frozenset(deed.value for deed in on_questions if may(deed, roles, session, question))


def offers_by_state(roles: AbstractSet[Role]) -> dict[str, dict[str, list[str]]]:
    """What is offered in each state of a session and a question, for pages that change while they are open."""
    return {
        session.value: {state.value: sorted(offered(roles, session, state)) for state in QuestionState}
        for session in sorted(ANNOUNCED)
    }


def first_state(*, moderated: bool) -> QuestionState:
    """The state a question begins in."""
    return QuestionState.WAITING if moderated else QuestionState.SHOWN
