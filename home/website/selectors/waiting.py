"""What waits for somebody who comes to the CMS, with the way to it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.moderation import selectors as moderation
from guides.walkthroughs.selectors import new_stuck_points
from participation.ideas.rules import IdeaState
from participation.ideas.selectors import ideas_of_offices
from participation.live_qa.selectors import sessions_hosted


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, in words, and the address where it is done."""

    words: str
    address: str


def ideas_to_decide(viewer: Any) -> list[Waiting]:
    """Ideas of an official's offices that nobody has taken up."""
    number = ideas_of_offices(viewer).filter(state=IdeaState.PUBLISHED).count()
    words = ngettext("%(n)d idea waits to be taken up", "%(n)d ideas wait to be taken up", number) % {"n": number}
    return [Waiting(words, f"{reverse('idea_decisions:index')}?state={IdeaState.PUBLISHED.value}")] if number else []


def cases_to_decide(viewer: Any) -> list[Waiting]:
    """What was reported in a moderator's places, and the appeals they may take a second look at."""
    load, queue = moderation.load(viewer), reverse("moderation_queue")
    found = []
    if load.waiting:
        words = ngettext("%(n)d case waits", "%(n)d cases wait", load.waiting) % {"n": load.waiting}
        found.append(Waiting(words, queue))
    if load.appeals:
        words = ngettext("%(n)d appeal waits", "%(n)d appeals wait", load.appeals) % {"n": load.appeals}
        found.append(Waiting(words, f"{queue}?show=appeals"))
    return found


def steps_to_answer(viewer: Any) -> list[Waiting]:
    """Steps at which people got stuck and nobody does anything about it yet."""
    number = new_stuck_points(viewer).count()
    words = ngettext("%(n)d step waits to be looked at", "%(n)d steps wait to be looked at", number) % {"n": number}
    return [Waiting(words, f"{reverse('stuck_points')}?state=new")] if number else []


def sessions_to_run(viewer: Any) -> list[Waiting]:
    """Sessions that are open and that the viewer runs, with the questions that nobody has read."""
    found = []
    for session in sessions_hosted(viewer):
        number = session.waiting
        words = ngettext("%(n)d question waits", "%(n)d questions wait", number) % {"n": number}
        live = _("“%(title)s” is open: %(words)s") % {"title": session.title, "words": words}
        found.append(Waiting(live, reverse("live_qa:host", args=[session.code])))
    return found
