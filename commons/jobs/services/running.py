"""Running jobs: each is claimed by one run at a time, and only the run that holds the claim may write."""

import logging
import threading
import time
import uuid
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from ..heartbeat import beat
from ..models import Job
from ..rules import (
    HEARTBEAT_EVERY,
    STALE_AFTER,
    TIME_LIMIT,
    GiveUp,
    Lane,
    Lost,
    State,
    pause_before,
    tried_enough,
)

logger = logging.getLogger(__name__)
REPORT_EVERY = 1.0
"""Seconds between two saved reports: each is a write, and a film reports dozens of times a second."""


class JobHandle:
    """What a task holds of its job: its key, its try, and a way to say how far it is."""

    def __init__(self, job: Job, *, time_limit: timedelta = TIME_LIMIT) -> None:
        self.key = job.key
        self.attempt = job.attempts
        self._mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=State.RUNNING.value)
        self._deadline = time.monotonic() + time_limit.total_seconds()
        self._reported_at = float("-inf")

    def report(self, done: float, words: str = "") -> None:
        """Save that the share `done` (0 to 1) is finished; raises `Lost` when the task must stop.

        Saved at most once a second, so call it as often as you like.
        """
        if self.is_late:
            raise Lost(f"{self.key} ran past its time")
        now = time.monotonic()
        if now - self._reported_at < REPORT_EVERY and done < 1:
            return
        self._reported_at = now
        share = min(max(done, 0.0), 1.0)
        if not self._mine.update(progress=share, words=words[:200], heartbeat_at=timezone.now()):
            raise Lost(f"{self.key} is no longer this run's")

    @property
    def is_late(self) -> bool:
        """Whether the run has used up its time."""
        return time.monotonic() > self._deadline

    def beat(self) -> bool:
        """Show a sign of life; whether the job is still this run's."""
        return bool(self._mine.update(heartbeat_at=timezone.now()))

    def finish(self, **changes: Any) -> bool:
        """Write how the run ended; whether it still held the claim."""
        return bool(self._mine.update(claim=None, **changes))


def claim_next(*, lane: Lane) -> Job | None:
    """Take the next job of `lane` that is due, or whose worker shows no sign of life; None when there is none."""
    # Looking first costs no write lock: an idle worker on SQLite must not hold up those who write.
    if not _due(lane).exists():
        return None
    with transaction.atomic():
        job = _due(lane).select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
        if job is None:
            return None
        now = timezone.now()
        changes = {
            "state": State.RUNNING.value,
            "claim": uuid.uuid4(),
            "heartbeat_at": now,
            "attempts": job.attempts + 1,
        }
        if job.state == State.RUNNING.value and tried_enough(job.attempts):
            # Whatever it does takes its worker down each time.
            Job.objects.filter(pk=job.pk).update(
                state=State.FAILED.value, claim=None, finished_at=now, error="Its worker ended in each of its tries."
            )
            return None
        taken = Job.objects.filter(pk=job.pk, state=job.state, claim=job.claim)
        if not taken.update(started_at=now, finished_at=None, error="", **changes):
            return None
        job.refresh_from_db()
        return job


def _due(lane: Lane) -> QuerySet[Job]:
    now = timezone.now()
    waiting = Q(state=State.WAITING.value, run_after__lte=now)
    abandoned = Q(state=State.RUNNING.value, heartbeat_at__lt=now - STALE_AFTER)
    return Job.objects.filter(waiting | abandoned, lane=lane.value).order_by("run_after", "pk")


def run(*, job: Job) -> None:
    """Run a claimed job to its end, and write how it ended."""
    handle = JobHandle(job)
    beating = _Heart(handle, Lane(job.lane))
    beating.start()
    try:
        import_string(job.task)(job.payload, handle)
    except Lost as lost:
        logger.warning("job stopped: %s", lost)
        if handle.is_late:
            _fail(job, handle, "It ran past its time.", again=True)
    except GiveUp as reason:
        _fail(job, handle, str(reason), again=False)
    except Exception as error:
        logger.exception("job failed: %s", job.task)
        _fail(job, handle, f"{type(error).__name__}: {error}", again=True)
    else:
        handle.finish(state=State.DONE.value, progress=1.0, error="", finished_at=timezone.now())
    finally:
        beating.stop()


def run_next(*, lane: Lane = Lane.QUICK) -> bool:
    """Claim and run one job; whether there was one."""
    job = claim_next(lane=lane)
    if job:
        run(job=job)
    return job is not None


def _fail(job: Job, handle: JobHandle, error: str, *, again: bool) -> None:
    now = timezone.now()
    if again and not tried_enough(job.attempts):
        handle.finish(state=State.WAITING.value, error=error, run_after=now + pause_before(job.attempts + 1))
    else:
        handle.finish(state=State.FAILED.value, error=error, finished_at=now)


class _Heart:
    """Shows signs of life for a task that is silent, until its time is over: then others may take the job."""

    def __init__(self, handle: JobHandle, lane: Lane, *, every: timedelta = HEARTBEAT_EVERY) -> None:
        self._handle = handle
        self._lane = lane
        self._every = every.total_seconds()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="job-heart", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._stopped.wait(self._every):
                beat(self._lane)
                if self._handle.is_late or not self._handle.beat():
                    return
        except Exception:
            # Without a heartbeat the job is taken up again by another run, which is what should happen.
            logger.exception("no sign of life could be written")
        finally:
            connection.close()
