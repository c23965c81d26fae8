"""Deeds on questions: participants' and hosts'."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.answers.services import answer, open_answerable
from commons.moderation.services import refuse_paused
from commons.people.participants import Participant

from ..events import QuestionChanged, SupportChanged
from ..models import LiveSession, Question, Receipt, Support
from ..rules import (
    LEADS_TO,
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_REASON,
    QUESTION_TRANSITIONS,
    WHY_NOT,
    Deed,
    LiveRefused,
    QuestionState,
    first_state,
)
from .deeds import Act, Done, changed, checked, do, done, on

#: The kind of handle by which live questions are answered; adapters.py describes it.
ANSWERABLE = "live_question"


def ask(*, by: Participant, session: LiveSession, text: str, name: str = "", key: str = "") -> Done:
    """Ask; without a name nobody, the database included, knows who. The same question twice is one question."""
    text = checked(text, LONGEST_QUESTION, field="text", needed=_("Write your question."))
    name = checked(name, LONGEST_NAME, field="name")
    refuse_paused(by.person)

    def act(session: LiveSession) -> Done:
        mine = by.key_in(session.pk)
        asked = Question.objects.filter(session=session).asked_by([mine]).filter(text=text).first()
        if asked is not None:
            return done(Deed.ASK, session, session.last_number, asked)
        state = first_state(moderated=session.moderated)
        question = Question.objects.create(
            session=session,
            text=text,
            name=name,
            participant=mine,
            author=by.person if name else None,
            state=state,
            shown_at=timezone.now() if state == QuestionState.SHOWN else None,
        )
        return done(Deed.ASK, session, changed(session, QuestionChanged, question), question)

    return do(Deed.ASK, by=by, session=session, key=key, act=act, detail=f"{name}\n{text}")


def support(*, by: Participant, question: Question, key: str = "") -> Done:
    """Stand behind a question; twice is once."""

    def act(session: LiveSession, question: Question) -> Done:
        _row, added = Support.objects.get_or_create(question=question, participant=by.key_in(session.pk))
        return _counted(Deed.SUPPORT, session, question, 1 if added else 0)

    return on(Deed.SUPPORT, by=by, question=question, key=key, act=act)


def withdraw_support(*, by: Participant, question: Question, key: str = "") -> Done:
    """Take one's support back."""

    def act(session: LiveSession, question: Question) -> Done:
        gone, _rows = Support.objects.filter(question=question, participant=by.key_in(session.pk)).delete()
        return _counted(Deed.WITHDRAW_SUPPORT, session, question, -gone)

    return on(Deed.WITHDRAW_SUPPORT, by=by, question=question, key=key, act=act)


def forget_asker(*, person: Any) -> None:
    """Make anonymous what a person asked by name, also on screens that show it now; forget their deeds as a host."""
    with transaction.atomic():
        Receipt.objects.filter(actor=f"person:{person.pk}").delete()
        for asked in Question.objects.filter(author=person).order_by("session_id", "pk"):
            session = LiveSession.objects.select_for_update().get(pk=asked.session_id)
            Question.objects.filter(pk=asked.pk).update(author=None, name="")
            asked.refresh_from_db()
            changed(session, QuestionChanged, asked)


def withdraw(*, by: Participant, question: Question, key: str = "") -> Done:
    """Take one's question back; its words and name are erased."""
    return on(Deed.WITHDRAW, by=by, question=question, key=key, act=moves(Deed.WITHDRAW, text="", name="", author=None))


def approve(*, by: Any, question: Question, key: str = "") -> Done:
    """Show a question to everyone."""
    return on(Deed.APPROVE, by=by, question=question, key=key, act=moves(Deed.APPROVE, reason=""))


def decline(*, by: Any, question: Question, reason: str = "", key: str = "") -> Done:
    """Don't show a question, or no longer; its asker is told why."""
    reason = checked(reason, LONGEST_REASON, field="reason")
    return on(Deed.DECLINE, by=by, question=question, key=key, act=moves(Deed.DECLINE, reason=reason), detail=reason)


def hide(*, by: Any, question: Question, reason: str = "") -> Done:
    """Take a question off show as a moderator, whatever became of it; its asker is told why. No host brings it back."""
    reason = checked(reason[:LONGEST_REASON], LONGEST_REASON, field="reason")

    def act(session: LiveSession, question: Question) -> Done:
        return _moved(Deed.HIDE, session, question, QuestionState.HIDDEN, reason)

    return on(Deed.HIDE, by=by, question=question, key="", act=act)


def restore(*, by: Any, question: Question) -> Done:
    """Show a hidden question again as a moderator: among the answered ones where it was answered."""

    def act(session: LiveSession, question: Question) -> Done:
        state = QuestionState.ANSWERED if question.answered_at else QuestionState.SHOWN
        return _moved(Deed.RESTORE, session, question, state, "")

    return on(Deed.RESTORE, by=by, question=question, key="", act=act)


def start_answering(*, by: Any, question: Question, key: str = "") -> Done:
    """Put a question before the room; the one before it counts as answered."""

    def act(session: LiveSession, question: Question) -> Done:
        finish_answering(session)
        return moves(Deed.START_ANSWERING, answering_at=timezone.now())(session, question)

    return on(Deed.START_ANSWERING, by=by, question=question, key=key, act=act)


def put_back(*, by: Any, question: Question, key: str = "") -> Done:
    """It was not answered after all."""
    return on(Deed.PUT_BACK, by=by, question=question, key=key, act=moves(Deed.PUT_BACK, answered_at=None))


def mark_answered(*, by: Any, question: Question, text: str = "", key: str = "") -> Done:
    """A host notes that it was answered aloud; with `text`, an official of the session's body answers in writing."""
    if not text.strip():
        return on(Deed.MARK_ANSWERED, by=by, question=question, key=key, act=moves(Deed.MARK_ANSWERED))

    def act(session: LiveSession, question: Question) -> Done:
        if question.answerable is None:
            question.answerable = open_answerable(kind=ANSWERABLE)
            question.save(update_fields=["answerable"])
        answer(by=by, answerable=question.answerable, body=session.body, text=text)
        return moves(Deed.ANSWER_IN_WRITING)(session, question)

    return on(Deed.ANSWER_IN_WRITING, by=by, question=question, key=key, act=act, detail=text)


def moves(deed: Deed, **fields: Any) -> Act:
    """An act that brings a question to the state the deed leads to, with the times that belong to it."""

    def act(session: LiveSession, question: Question) -> Done:
        state = LEADS_TO[deed]
        if question.state != state:
            if state not in QUESTION_TRANSITIONS[QuestionState(question.state)]:
                raise LiveRefused(str(WHY_NOT["not_now"]), code="not_now")
            question.state = state
            if state == QuestionState.SHOWN:
                question.shown_at = question.shown_at or timezone.now()
            if state == QuestionState.ANSWERED:
                question.answered_at = timezone.now()
        for field, value in fields.items():
            setattr(question, field, value)
        # Not all of it: a report may have been made of it meanwhile.
        question.save(update_fields=["state", "shown_at", "answered_at", *fields])
        return done(deed, session, changed(session, QuestionChanged, question), question)

    return act


def _moved(deed: Deed, session: LiveSession, question: Question, state: QuestionState, reason: str) -> Done:
    """Bring a question to a state without touching its times."""
    question.state, question.reason = state, reason
    question.save(update_fields=["state", "reason"])
    return done(deed, session, changed(session, QuestionChanged, question), question)


def finish_answering(session: LiveSession) -> None:
    """What was being answered was answered, once the next begins or the session ends."""
    for question in Question.objects.filter(session=session, state=QuestionState.ANSWERING):
        moves(Deed.MARK_ANSWERED)(session, question)


def _counted(deed: Deed, session: LiveSession, question: Question, step: int) -> Done:
    """Write the new total when there is one; the session's lock keeps count and rows together."""
    if not step:
        return done(deed, session, session.last_number, question)
    question.supports += step
    question.save(update_fields=["supports"])
    return done(deed, session, changed(session, SupportChanged, question), question)
