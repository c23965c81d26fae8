"""What discussed steps say of themselves to the apps below: what they are called, where they are, who may read them."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.notifications.adapters import Adapter, Described, numbers
from participation.deliberation.models import Thread

from . import selectors
from .models import Discussion


class PlaceThreads:
    """Steps as what threads are about."""

    kind = Discussion.KIND

    def title(self, thread: Thread) -> str:
        """Name the step; by the words it had then, where it can't be read any more."""
        discussion = selectors.of_thread(thread)
        place = selectors.place_of(None, discussion)
        return place.label if place and place.is_step else discussion.title

    def address(self, thread: Thread) -> str:
        """Give the page of the discussion."""
        return selectors.of_thread(thread).get_absolute_url()

    def visible_to(self, viewer: Any, thread: Thread) -> bool:
        """Whoever may read the guide may read what is said of its steps, as long as everyone may."""
        return selectors.place_of(viewer, selectors.of_thread(thread)) is not None

    def body(self, thread: Thread) -> int | None:
        """The office that runs the service the guide is about."""
        place = selectors.place_of(None, selectors.of_thread(thread))
        service = selectors.service_of(place) if place else None
        return service.body_id if service else None

    def why_closed(self, thread: Thread) -> str:
        """A step has no dates: people may write while it is there and everyone may read it."""
        place = selectors.place_of(None, selectors.of_thread(thread))
        if place is None:
            return _("The guide is not published now, so nobody can write here.")
        return "" if place.is_step else _("This step is no longer in the guide. You can still read what was said.")

    def wording(self, thread: Thread) -> str:
        """The words of the step in the site's first language."""
        return selectors.wording_of(selectors.of_thread(thread))

    def followed_as(self, thread: Thread) -> tuple[str, str]:
        """Who follows the discussion of a step."""
        return Discussion.KIND, str(selectors.of_thread(thread).pk)


class DiscussionsFollowed(Adapter):
    """Discussed steps as what people follow."""

    kind, label = Discussion.KIND, gettext_lazy("Discussion of a step")

    def described(self, viewer: Any, keys: Collection[str]) -> dict[str, Described]:
        """Those the viewer may read, by the step's words in their language."""
        found = selectors.discussed(viewer, numbers(keys))
        return {str(row.pk): Described(place.label, row.get_absolute_url()) for row, place in found}
