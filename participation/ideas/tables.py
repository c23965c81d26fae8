"""Puts ideas in the words and shapes that templates show: rows, journeys, histories, ways up."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from commons.people.names import public_name
from commons.ui.plain_text import first_words
from participation.consultations.selectors import list_above

from .forms import SortForm
from .models import Idea, StateChange
from .rules import JOURNEY, UNDECIDED, IdeaState
from .selectors import IdeaRow, Stage

#: How a state's tag looks: with the star where an office has spoken.
KINDS = {
    IdeaState.PUBLISHED: "neutral",
    IdeaState.CONSIDERED: "accent",
    IdeaState.DECLINED: "neutral",
}


def kind(state: str) -> str:
    """Tell how the tag of a state looks."""
    return KINDS.get(IdeaState(state), "official")


def row(idea: IdeaRow, places: Mapping[UUID, Page], pressed: bool, why_closed: str) -> dict[str, Any]:
    """Give what a list shows of an idea."""
    words = [public_name(idea.author_id, idea.author_name or "") if idea.author_id else _("Somebody who has left")]
    if idea.posts:
        words.append(ngettext("%(count)d post", "%(count)d posts", idea.posts) % {"count": idea.posts})
    about = places.get(idea.about_key) if idea.about_key else None
    if about:
        words.append(_("about “%(page)s”") % {"page": about.title})
    state = IdeaState(idea.state)
    return {
        "idea": idea,
        "id": f"idea-{idea.pk}",
        "href": reverse("ideas:idea", args=[idea.pk]),
        "supports": str(idea.support_count),
        "line": first_words(idea.text),
        "counts": words,
        "pressed": pressed,
        "state": state.label if state != IdeaState.PUBLISHED else "",
        "kind": kind(state),
        "why_not": why_closed or ("" if state in UNDECIDED else _("This idea has been decided on.")),
    }


def journey(idea: Idea, changes: Sequence[StateChange]) -> list[dict[str, Any]]:
    """Give the stations of an idea: those behind it with their dates, where it is, those that may come."""
    # Hidden and shown again, it is where it was, since it came there.
    moved = [change for change in changes if IdeaState.HIDDEN not in (change.old, change.new)]
    since = {IdeaState.PUBLISHED: idea.created_at} | {IdeaState(change.new): change.at for change in moved}
    now = IdeaState(idea.state)
    if now == IdeaState.DECLINED:
        way = [state for state in JOURNEY[:2] if state in since]
        done = [{"label": state.label, "state": "done", "date": since[state]} for state in way]
        return [*done, {"label": now.label, "state": "stopped", "date": since.get(now)}]
    here = JOURNEY.index(now)
    stations = []
    for place, state in enumerate(JOURNEY):
        if place < here and state not in since:
            continue  # a station that was passed over, not reached
        word = "done" if place < here or (place == here == len(JOURNEY) - 1) else "now" if place == here else "todo"
        stations.append({"label": state.label, "state": word, "date": since.get(state) if place <= here else None})
    return stations


def history(changes: Sequence[StateChange]) -> list[StateChange]:
    """Give the changes whose notes people should read, the latest first."""
    return [change for change in reversed(changes) if change.note]


def orders(query: Any, current: str) -> list[dict[str, Any]]:
    """Give the orders of the list as links that keep the rest of the address."""
    kept = {key: value for key, value in query.items() if key not in ("order", "page")}
    return [
        {"label": label, "href": f"?{urlencode({**kept, 'order': key})}", "current": key == current}
        for key, label in SortForm.ORDERS.items()
    ]


def crumbs(request: HttpRequest, stage: Stage | None) -> list[dict[str, str]]:
    """Give the way up from an idea: the list of consultations, the consultation, the stage."""
    if stage is None:
        return []
    pages = filter(None, [list_above(stage.page), stage.consultation, stage.page])
    return [{"label": page.title, "href": page.get_url(request) or ""} for page in pages]
