"""What ideas say of themselves to the apps below: where their threads and answers are, and who may read them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.answers.models import Answerable
from commons.notifications.adapters import Adapter, Described, numbers
from participation.deliberation.models import Thread
from participation.deliberation.rules import ThreadState

from .models import Support
from .rules import KIND, Deed, IdeaState, Role, refusal
from .selectors import stage_for_change, stage_of, visible_ideas
from .services import in_words


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

    def body(self, thread: Thread) -> int | None:
        """The office that asks."""
        stage = stage_for_change(thread.idea)
        return stage.consultation.body_id if stage else None

    def why_closed(self, thread: Thread) -> str:
        """The stage's dates close the discussion, and so does taking the idea back."""
        idea = thread.idea
        stage = stage_of(None, idea)
        if stage is None:
            return str(ThreadState.CLOSED.label)
        reason = refusal(Deed.DISCUSS, {Role.ANYONE, Role.PERSON}, stage.state, IdeaState(idea.state))
        return in_words(reason, stage) if reason else ""

    def wording(self, thread: Thread) -> str:
        """An idea keeps its words once others support it; an edit is said at the idea itself."""
        return ""

    def followed_as(self, thread: Thread) -> tuple[str, str]:
        """Who follows the idea follows what is said of it."""
        return KIND, str(thread.idea.pk)


class IdeasFollowed(Adapter):
    """Ideas as what people follow."""

    kind, label = KIND, _("Idea")

    def described(self, viewer: Any, keys: Collection[str]) -> dict[str, Described]:
        """Those the viewer may read, in one question."""
        ideas = visible_ideas(viewer).filter(pk__in=numbers(keys)).only("title")
        return {str(idea.pk): Described(idea.title, idea.get_absolute_url()) for idea in ideas}

    def concerned(self, key: str) -> Iterable[int]:
        """Whoever supports an idea is told what becomes of it, and so is its author."""
        return Support.objects.filter(idea=int(key)).values_list("person_id", flat=True)


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
