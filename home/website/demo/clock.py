"""The clock of the demo: services are called at the moment they would have been called by people."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let `timezone.now()` give this moment, in this process, for as long as the block lasts.

    Services ask the clock themselves, as they should; so the demo moves the clock, not the rows.
    """

    class Then(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    with patch.object(timezone, "datetime", Then):
        yield


def on_day(number: int, hour: float = 10) -> dt.datetime:
    """A time of day by the town's clock, so many days from today; of today's hours, now is the latest."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    moment = midnight + dt.timedelta(days=number, hours=hour)
    return min(moment, now) if number == 0 else moment


class Schedule:
    """Deeds and their moments, done in the order of time; those of one moment in the order they were planned in."""

    def __init__(self) -> None:
        self._deeds: list[tuple[dt.datetime, int, Callable[[], object]]] = []

    def then(self, moment: dt.datetime, deed: Callable[..., object], **given: Any) -> None:
        """Plan a deed, with what it is to be given."""
        self._deeds.append((moment, len(self._deeds), lambda: deed(**given)))

    def play(self) -> None:
        """Do everything, each deed at its moment; what it says on a clock that was moved stays so."""
        for moment, _order, deed in sorted(self._deeds, key=lambda planned: planned[:2]):
            with at(moment):
                deed()
