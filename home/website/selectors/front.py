"""What the front page shows, gathered from the parts of the site in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from commons.answers.models import Answer
from commons.directory import selectors as directory
from commons.directory.models import Service
from commons.pages.kept import kept
from commons.ui.dates import day_in_words, days_left, moment_in_words
from commons.ui.plain_text import first_words
from guides.walkthroughs import selectors as guides
from guides.walkthroughs.models import GuideIndexPage, GuidePage
from participation.consultations import selectors as consultations
from participation.consultations.models import ConsultationIndexPage
from participation.consultations.rules import StageState
from participation.ideas import selectors as ideas
from participation.ideas.models import Idea
from participation.live_qa import selectors as live
from participation.live_qa.models import LiveSession
from participation.live_qa.rules import SessionState

from ..models import HomePage

SESSION_WORDS = {
    SessionState.SCHEDULED: gettext_lazy("Live soon"),
    SessionState.OPEN: gettext_lazy("Live now"),
    SessionState.CLOSED: gettext_lazy("Over"),
}
MOST_GUIDES = 6
MOST_OPEN = 4
MOST_COMING = 2
MOST_CHANGES = 3
#: Characters of an answer on the front page; the rest is on the idea's own.
LONGEST_ANSWER = 300
MOST_SERVICES = 8


@dataclass(frozen=True)
class OpenNow:
    """Something anyone can take part in now."""

    href: str
    title: str
    line: str
    counts: list[str]
    state: str
    kind: str = "accent"


@dataclass(frozen=True)
class Change:
    """An idea that was delivered: who asked, and who did it when."""

    href: str
    title: str
    language: str
    author: str
    supports: int
    answer: str
    answer_language: str
    office: str
    since: datetime


@dataclass(frozen=True)
class Front:
    """Everything on the front page below its search box."""

    open: list[OpenNow] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    guides: list[GuidePage] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    consultations_url: str = ""
    guides_url: str = ""


def front(viewer: Any, home: HomePage) -> Front:
    """What can be done here, what is open and what changed, in the language of the front page.

    It shows the same to everyone: what some readers alone may see, they find in its own list.
    """
    return _front(home)


@kept(lambda home: (home.pk, home.latest_revision_id, get_language()))
def _front(home: HomePage) -> Front:
    viewer = AnonymousUser()
    lists = {page.content_type.model_class(): page for page in _lists(home)}
    index, guide_index = lists.get(ConsultationIndexPage), lists.get(GuideIndexPage)
    services = sorted(directory.services(viewer), key=lambda service: service.name.casefold())
    sessions = live.open_and_coming(viewer)
    return Front(
        open=[
            *[session_row(session) for session in sessions["open"]],
            *[consultation_row(card) for card in consultations.open_consultations(viewer, MOST_OPEN)],
            *[session_row(session) for session in sessions["coming"][:MOST_COMING]],
        ],
        changes=_changes(ideas.recently_delivered(viewer, MOST_CHANGES)),
        guides=list(guides.live_guides(viewer).order_by("path")[:MOST_GUIDES]),
        services=services[:MOST_SERVICES],
        consultations_url=index.url if index else "",
        guides_url=guide_index.url if guide_index else "",
    )


def _lists(home: HomePage) -> Sequence[Page]:
    return home.get_children().live().select_related("content_type")


def consultation_row(card: consultations.ConsultationCard) -> OpenNow:
    """A consultation as a row: until when, how much has come in, who asks."""
    stage = card.main
    counts = list(stage.tallies) if stage else []
    if stage and card.state == StageState.OPEN:
        counts.insert(0, _("until %(date)s") % {"date": day_in_words(stage.closes_at)})
    elif stage and card.state == StageState.BEFORE:
        counts.insert(0, _("from %(date)s") % {"date": day_in_words(stage.opens_at)})
    is_open = card.state == StageState.OPEN
    return OpenNow(
        href=card.page.url,
        title=card.page.title,
        line=card.page.question,
        counts=[*counts, _("asked by %(office)s") % {"office": card.page.body.name}],
        state=days_left(stage.closes_at) if stage and is_open else str(card.state.label),
        kind="accent" if is_open else "neutral",
    )


def session_row(session: LiveSession) -> OpenNow:
    """A live session as a row: when it is, and whether that is now."""
    return OpenNow(
        href=session.get_absolute_url(),
        title=session.title,
        line=session.description,
        counts=[
            moment_in_words(session.starts_at, weekday=True),
            _("answered by %(office)s") % {"office": session.body.name},
        ],
        state=str(SESSION_WORDS[SessionState(session.state)]),
        kind="live" if session.state == SessionState.OPEN else "neutral",
    )


def _changes(delivered: Sequence[Idea]) -> list[Change]:
    """Each idea with the last word its office gave on it; one query for all the answers, one for the offices' names."""
    latest: dict[int, Answer] = {}
    rows = Answer.objects.filter(answerable__in=[idea.answerable_id for idea in delivered])
    for answer in rows.select_related("body").prefetch_related("body__texts"):
        latest.setdefault(answer.answerable_id, answer)
    return [_change(idea, latest.get(idea.answerable_id)) for idea in delivered]


def _change(idea: Idea, answer: Answer | None) -> Change:
    return Change(
        href=idea.get_absolute_url(),
        title=idea.title,
        language=idea.language if idea.language != get_language() else "",
        author=idea.author.public_name if idea.author else "",
        supports=idea.support_count,
        answer=first_words(answer.text, LONGEST_ANSWER) if answer else "",
        answer_language=answer.language if answer else "",
        office=answer.body.name if answer else "",
        since=idea.state_since,
    )
