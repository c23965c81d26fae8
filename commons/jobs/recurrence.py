"""What is to be done again and again: declared in `apps.ready()`, by dotted name and interval."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .rules import Lane


@dataclass(frozen=True)
class Recurring:
    """A task that runs once in every period of `interval`, counted from 1970 so that all workers agree."""

    task: str
    interval: timedelta
    lane: Lane = Lane.QUICK

    def key(self, now: datetime) -> str:
        """The key of this period's job: asking again within the period is asking for the same job."""
        period = int(now.timestamp() // self.interval.total_seconds())
        return f"recurring:{self.task}:{period}"


_declared: dict[str, Recurring] = {}


def every(interval: timedelta, *, task: str, lane: Lane = Lane.QUICK) -> None:
    """Declare that `task` runs once in every `interval` (a second at least)."""
    if interval < timedelta(seconds=1):
        raise ValueError(f"{task}: the interval is to be a second at least")
    _declared[task] = Recurring(task, interval, lane)


def declared() -> list[Recurring]:
    """All that was declared, in order of name."""
    return [_declared[task] for task in sorted(_declared)]
