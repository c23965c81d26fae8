"""What people are told of ideas: whoever proposed, supports or follows one hears of each official deed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.answers.models import Answer
from commons.directory.models import PublicBody
from commons.notifications import kinds
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing
from commons.notifications.kinds import Kind
from commons.notifications.words import Words, quoted

from .rules import KIND, IdeaState

DECIDED = Kind("ideas.decided", _("Decisions on ideas you proposed, support or follow"))
ANSWERED = Kind("ideas.answered", _("Official answers to ideas you proposed, support or follow"))


def register() -> None:
    """Make the kinds of news known."""
    kinds.register(DECIDED)
    kinds.register(ANSWERED)


def thing_of(idea: Any) -> Thing:
    """The idea as something to follow."""
    return Thing(KIND, str(idea.pk))


def let_author_follow(idea: Any) -> None:
    """Whoever proposes something wants to know what becomes of it."""
    notifications.follow_own(by=idea.author, thing=thing_of(idea))


def of_decision(*, change: Any, body: PublicBody) -> None:
    """Tell what state an idea was taken to, and why."""
    words = {"title": change.idea.title, "state": IdeaState(change.new).label}
    _tell(
        change.idea,
        by=change.by,
        office=body,
        kind=DECIDED.name,
        line=Words(_("“%(title)s” is now: %(state)s"), words),
        said=quoted(change.note) if change.note else None,
        event=f"change.{change.pk}",
    )


def of_answer(*, idea: Any, answer: Answer) -> None:
    """Tell that an office answered, and what."""
    _tell(
        idea,
        by=answer.author,
        office=answer.body,
        kind=ANSWERED.name,
        line=Words(_("“%(title)s” was answered"), {"title": idea.title}),
        said=quoted(answer.text),
        event=f"answer.{answer.pk}",
    )


def _tell(idea: Any, **news: Any) -> None:
    notifications.tell_followers(
        of=[thing_of(idea)],
        concerned=True,
        thing=f"idea.{idea.pk}",
        address=f"{reverse('ideas:idea', args=[idea.pk])}#answer",
        **news,
    )
