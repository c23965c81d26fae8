"""What ideas say of themselves to the apps below: where their threads and answers are, and who may read them."""

from typing import Any

from django.urls import reverse

from commons.answers.models import Answerable
from participation.deliberation.models import Thread
from participation.deliberation.rules import ThreadState

from .rules import Deed, IdeaState, Role, refusal
from .selectors import stage_of, visible_ideas
from .services import KIND, in_words


class IdeaThreads:
    """Ideas as what threads are about."""

    kind = KIND

    def title(self, thread: Thread) -> str:
        """Name the idea."""
        return thread.idea.title

    def address(self, thread: Thread) -> str:
        """Give the page of the idea."""
        return thread.idea.get_absolute_url()

    def visible_to(self, viewer: Any, thread: Thread) -> bool:
        """Whoever may read the idea may read what is said of it."""
        return visible_ideas(viewer).filter(thread=thread).exists()

    def why_closed(self, thread: Thread) -> str:
        """The stage's dates close the discussion, and so does taking the idea back."""
        idea = thread.idea
        stage = stage_of(None, idea)
        if stage is None:
            return str(ThreadState.CLOSED.label)
        reason = refusal(Deed.DISCUSS, {Role.ANYONE, Role.PERSON}, stage.state, IdeaState(idea.state))
        return in_words(reason, stage) if reason else ""


class IdeaAnswers:
    """Ideas as what offices answer."""

    kind = KIND

    def label(self, answerable: Answerable) -> str:
        """Name the idea."""
        return answerable.idea.title

    def address(self, answerable: Answerable) -> str:
        """Give the page of the idea, at the answer."""
        return f"{reverse('ideas:idea', args=[answerable.idea.pk])}#answer"

    def visible_to(self, viewer: Any, answerable: Answerable) -> bool:
        """Whoever may read the idea may read its answer."""
        return visible_ideas(viewer).filter(answerable=answerable).exists()
