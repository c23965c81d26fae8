"""Sessions and questions as data: the fields of docs/live-protocol.md, and no others."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from commons.ui.markup import to_html

if TYPE_CHECKING:
    from .models import LiveSession, Question


def session_data(session: "LiveSession") -> dict[str, Any]:
    """What a room knows of its session. No words: each reader has them in their own language."""
    return {
        "code": session.code,
        "state": session.state,
        "moderated": session.moderated,
        "starts_at": _moment(session.starts_at),
        "opened_at": _moment(session.opened_at),
        "closed_at": _moment(session.closed_at),
    }


def question_data(question: "Question", *, for_hosts: bool = False) -> dict[str, Any]:
    """A question as everyone sees it, or with what hosts see beside it. Nothing here tells who asked."""
    data = {
        "id": question.pk,
        "text": question.text,
        "name": question.name,
        "state": question.state,
        "supports": question.supports,
        "asked_at": _moment(question.asked_at),
        "answering_at": _moment(question.answering_at),
        "answered_at": _moment(question.answered_at),
        "answer": answer_data(question),
    }
    return {**data, "reason": question.reason} if for_hosts else data


def answer_data(question: "Question") -> dict[str, Any] | None:
    """The office's latest written answer; its name in every language, since all readers get the same frame."""
    answer = question.written_answer
    if answer is None:
        return None
    office = {row.language: row.name for row in answer.body.texts.all()}
    return {
        "office": office,
        "text": answer.text,
        "html": to_html(answer.text),
        "language": answer.language,
        "at": _moment(answer.published_at),
    }


def own_data(questions: Iterable["Question"], supported: Iterable[int]) -> dict[str, Any]:
    """What only one participant is shown: their questions, declined and waiting too, and what they support."""
    return {
        "questions": [
            {
                "id": one.pk,
                "text": one.text,
                "name": one.name,
                "state": one.state,
                "supports": one.supports,
                "reason": one.reason,
            }
            for one in questions
        ],
        "supported": sorted(supported),
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
