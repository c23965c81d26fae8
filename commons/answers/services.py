"""Deeds on official answers."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.directory.models import PublicBody
from commons.ui.plain_text import tidy

from .models import Answer, Answerable
from .rules import LONGEST_ANSWER, AnswerRefused
from .selectors import may_speak_for


def open_answerable(*, kind: str) -> Answerable:
    """Make the handle by which a new thing can be answered; `kind` names the adapter its app registered."""
    return Answerable.objects.create(kind=kind)


def answer(*, by: Any, answerable: Answerable, body: PublicBody, text: str) -> Answer:
    """Publish an office's answer to a thing, in the language its author works in; raises AnswerRefused.

    The same words again are refused: they are the second of two clicks, and would be told to everybody once more.
    """
    words = _checked(by, body, text)
    with transaction.atomic():
        Answerable.objects.select_for_update().get(pk=answerable.pk)
        if Answer.objects.filter(answerable=answerable, body=body, text=words).exists():
            raise AnswerRefused(_("This answer is published already."), code="repeated")
        return Answer.objects.create(
            answerable=answerable, body=body, author=by, text=words, language=get_language() or ""
        )


def revise(*, by: Any, answer: Answer, text: str) -> Answer:
    """Put an answer right; it keeps its date and says when it was revised. Raises AnswerRefused."""
    words = _checked(by, answer.body, text)
    with transaction.atomic():
        current = Answer.objects.select_for_update().get(pk=answer.pk)
        if current.text != words:
            current.text, current.language = words, get_language() or ""
            current.revised_at = timezone.now()
            current.save(update_fields=["text", "language", "revised_at"])
        return current


def _checked(by: Any, body: PublicBody, text: str) -> str:
    """Give the text as it will stand, or refuse it."""
    if not may_speak_for(by, body):
        raise AnswerRefused(_("Only an official of this office can answer in its name."), code="not-allowed")
    words = tidy(text)
    if not words:
        raise AnswerRefused(_("Write the answer."), code="empty", field="text")
    if len(words) > LONGEST_ANSWER:
        message = _("Use at most %(count)d characters.") % {"count": LONGEST_ANSWER}
        raise AnswerRefused(message, code="long", field="text")
    return words
