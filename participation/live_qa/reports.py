"""Live questions as what people report and moderators decide on."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.moderation.adapters import Said, Thing
from commons.moderation.rules import Standing
from commons.ui.plain_text import first_words

from . import services
from .models import LiveSession, Question
from .rules import PUBLIC, QuestionState


class QuestionReports:
    """Questions of live sessions. Who asked without a name is known to nobody, and so is told in the room alone."""

    kind = "question"
    name = _("Live question")

    def thing(self, pk: int) -> Thing | None:
        """Give a question with its session."""
        question = Question.objects.select_related("author", "session").filter(pk=pk).first()
        if question is None:
            return None
        return _thing(question, title=question.session.title, body=question.session.body_id)

    def things(self, handles: Collection[int]) -> Mapping[int, Thing]:
        """Give the questions of some handles, by their first words."""
        rows = Question.objects.select_related("author", "session").filter(reportable__in=handles)
        return {row.reportable_id or 0: _thing(row, title=first_words(row.text, 80)) for row in rows}

    def visible_to(self, viewer: Any, pk: int) -> bool:
        """Everyone's while it is shown in a session that was announced."""
        announced = LiveSession.objects.announced()
        return Question.objects.filter(pk=pk, state__in=PUBLIC, session__in=announced).exists()

    def own(self, pk: int, handle: int) -> bool:
        """Let a question own its handle."""
        return Question.objects.filter(pk=pk, reportable=None).update(reportable=handle) == 1

    def around(self, pk: int) -> list[Said]:
        """Nothing stands around a question: each is on its own."""
        return []

    def hide(self, *, by: Any, pk: int, why: str) -> None:
        """Hide it; its asker reads in the room why."""
        services.hide(by=by, question=Question.objects.get(pk=pk), reason=why)

    def restore(self, *, by: Any, pk: int) -> None:
        """Show it again."""
        services.restore(by=by, question=Question.objects.get(pk=pk))


def _standing(question: Question) -> Standing:
    if question.state in PUBLIC:
        return Standing.SHOWN
    return Standing.HIDDEN if question.state == QuestionState.HIDDEN else Standing.GONE


def _thing(question: Question, *, title: str, body: int | None = None) -> Thing:
    return Thing(
        kind=QuestionReports.kind,
        pk=question.pk,
        handle=question.reportable_id,
        title=title,
        text=question.text,
        address=f"{question.session.get_absolute_url()}#question-{question.pk}",
        standing=_standing(question),
        author=question.author,
        signed=question.name,
        body=body,
    )
