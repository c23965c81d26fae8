"""Beginning the discussion of a step. What follows is the thread's own (`participation.deliberation`)."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commons.directory.models import PublicBody
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing
from commons.pages.selectors import Place
from commons.pages.services import anchor_for
from commons.people.services import take_turn
from participation.deliberation import services as threads
from participation.deliberation.models import Post
from participation.deliberation.services import PostRefused

from . import selectors
from .models import Discussion


def begin(
    *,
    by: Any,
    page_key: UUID,
    step_key: UUID,
    text: str,
    spoken_for: PublicBody | None = None,
    submission: UUID | None = None,
) -> Post:
    """Write the first post at a step, or one more where somebody was faster. Raises PostRefused or ModerationRefused.

    Who writes where nobody has written before follows what is said there.
    """
    place = selectors.place(by, page_key, step_key)
    if place is None:
        raise PostRefused(_("There is no such discussion."), code="not-found")
    with transaction.atomic():
        # Before anything else is locked, as everyone does who locks a person: else two could wait for each other.
        take_turn(person=by)
        discussion, is_new = _discussion(page_key, step_key, place)
        sent = threads.post(by=by, thread=discussion.thread, text=text, spoken_for=spoken_for, submission=submission)
        if is_new:
            notifications.follow_own(by=by, thing=Thing(Discussion.KIND, str(discussion.pk)))
        return sent


def _discussion(page_key: UUID, step_key: UUID, place: Place) -> tuple[Discussion, bool]:
    """The discussion of a step, and whether it was made now; of two who make it at once, one finds the other's."""
    anchor = anchor_for(page_key=page_key, step_key=step_key)
    found = Discussion.objects.select_related("thread").filter(anchor=anchor).first()
    if found:
        return found, False
    try:
        with transaction.atomic():
            thread = threads.open_thread(kind=Discussion.KIND)
            return Discussion.objects.create(anchor=anchor, thread=thread, title=place.label), True
    except IntegrityError:
        return Discussion.objects.select_related("thread").get(anchor=anchor), False
