"""Setting where in the film each step begins, while watching it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from commons.people.refusals import Refused

from .. import rules, selectors
from ..models import GuidePage


class TimesRefused(Refused):
    """The times can't be taken; `field` is the key of the step they are about, as text."""

    code = "times"


def set_step_times(
    *, by: Any, page: GuidePage, times: Mapping[UUID, int | None], revision_id: int | None
) -> Revision | None:
    """Save the seconds at which steps begin (None: the film doesn't show it) as a draft of the page.

    Begun with the page as it was in `revision_id`. Nothing is published. None when nothing was changed.
    """
    if not page.permissions_for_user(by).can_edit() or selectors.source_of(page).pk != page.pk:
        raise TimesRefused(_("You may not change this guide."), code="not-allowed")
    if page.locked and page.permissions_for_user(by).page_locked():
        raise TimesRefused(_("This guide is locked. Ask who locked it."), code="locked")
    with transaction.atomic():
        # The page's row is the lock: of two who save at once, the second sees the first one's revision.
        latest = Page.objects.select_for_update().values_list("latest_revision_id", flat=True).get(pk=page.pk)
        if latest != revision_id:
            words = _("Somebody changed this guide meanwhile. Your times are still here: look at them and save again.")
            raise TimesRefused(words, code="changed")
        draft = GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        steps = list(draft.steps.all())
        changed = False
        for step in steps:
            if step.translation_key in times and step.start != times[step.translation_key]:
                step.start, changed = times[step.translation_key], True
        _require_sense(draft, steps)
        if not changed:
            return None
        draft.steps = steps
        return draft.save_revision(user=by, log_action=True)


def _require_sense(draft: GuidePage, steps: list[Any]) -> None:
    """Refuse times beyond the film's end, and steps that don't follow each other."""
    wrong = rules.first_wrong_time([step.start for step in steps], draft.video.duration if draft.video else 0)
    if wrong is None:
        return
    place, is_beyond = wrong
    step = steps[place]
    words = (
        _("“%(step)s” begins after the film has ended.")
        if is_beyond
        else _("“%(step)s” begins before the step above it, or at the same second.")
    )
    raise TimesRefused(words % {"step": step.title}, field=step.translation_key.hex)
