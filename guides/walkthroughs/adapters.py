"""What guides tell the apps below of their things."""

from typing import Any

from commons.answers.models import Answerable
from commons.pages import selectors as pages

from .models import StuckPoint

STUCK_POINT = "stuck-point"


class StuckPointAnswers:
    """How a stuck point is named, found and guarded where it was answered."""

    kind = STUCK_POINT

    def label(self, answerable: Answerable) -> str:
        """The step's words, in the reader's language; the guide's title where the step is gone."""
        place = pages.place_of(None, self._point(answerable).anchor)
        return place.label if place else ""

    def address(self, answerable: Answerable) -> str:
        """The step on the guide's page."""
        place = pages.place_of(None, self._point(answerable).anchor)
        return place.address if place else ""

    def visible_to(self, viewer: Any, answerable: Answerable) -> bool:
        """Whether the guide may be read."""
        return pages.place_of(viewer, self._point(answerable).anchor) is not None

    def _point(self, answerable: Answerable) -> StuckPoint:
        return StuckPoint.objects.select_related("anchor").get(answerable=answerable)
