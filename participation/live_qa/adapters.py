"""What live questions say of themselves to the apps below."""

from typing import Any

from commons.answers.models import Answerable

from .models import LiveSession
from .rules import PUBLIC
from .selectors import is_host
from .services import ANSWERABLE


class LiveQuestionAnswers:
    """Live questions as something an office answers in writing."""

    kind = ANSWERABLE

    def label(self, answerable: Answerable) -> str:
        """The question itself."""
        return answerable.live_question.text

    def address(self, answerable: Answerable) -> str:
        """Its place in the room."""
        question = answerable.live_question
        return f"{question.session.get_absolute_url()}#question-{question.pk}"

    def visible_to(self, viewer: Any, answerable: Answerable) -> bool:
        """Everyone's once it is shown, until then the hosts'."""
        question = answerable.live_question
        session: LiveSession = question.session
        if question.state in PUBLIC and LiveSession.objects.announced().filter(pk=session.pk).exists():
            return True
        return is_host(viewer, session)
