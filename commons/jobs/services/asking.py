"""Asking for work, asking again, and calling it off."""

import threading
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Job
from ..rules import Lane, State, may_become

work_came = {lane: threading.Event() for lane in Lane}
"""Set after each commit that brought work: wakes the lane's thread in this process; others look every second."""


class WrongState(Exception):
    """The job can't be put into the state asked for; the words say why."""


def enqueue(
    *,
    task: str,
    key: str,
    payload: dict[str, Any] | None = None,
    lane: Lane = Lane.QUICK,
    run_after: datetime | None = None,
    again: bool = False,
) -> Job:
    """Ask for `task(payload, job)` once for `key`; a job that failed or was called off is armed again.

    `again` arms one that is done, too. Part of the caller's transaction: what is rolled back is never run.
    """
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(
            key=key,
            defaults={
                "task": task,
                "payload": payload or {},
                "lane": lane.value,
                "run_after": run_after or timezone.now(),
            },
        )
        if not is_new and (job.state in {State.FAILED, State.CANCELLED} or (again and job.state == State.DONE)):
            _arm_again(job, task=task, payload=payload or {}, lane=lane.value)
        _wake_after_commit(job)
    return job


def retry(*, job: Job) -> Job:
    """Run a failed or cancelled job once more, from now, with all its attempts before it."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        _require(job, State.WAITING)
        _arm_again(job)
        _wake_after_commit(job)
    return job


def cancel(*, job: Job) -> Job:
    """Call a job off: one that waits never runs; one that runs is stopped at its next report."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        _require(job, State.CANCELLED)
        job.state, job.claim, job.finished_at = State.CANCELLED.value, None, timezone.now()
        job.save(update_fields=["state", "claim", "finished_at"])
    return job


def cancel_all(jobs: QuerySet[Job]) -> int:
    """Call off those of these jobs that wait or run, as `cancel` does; gives how many there were."""
    afoot = jobs.filter(state__in=[state.value for state in State if may_become(state, State.CANCELLED)])
    return afoot.update(state=State.CANCELLED.value, claim=None, finished_at=timezone.now())


def _require(job: Job, following: State) -> None:
    if State(job.state) is State.RUNNING and following is State.WAITING:
        raise WrongState(_("This job is running. Cancel it first."))
    if not may_become(State(job.state), following):
        raise WrongState(_("This job is %(state)s, so that can't be done.") % {"state": job.get_state_display()})


def _arm_again(job: Job, **changes: Any) -> None:
    fresh = {
        "state": State.WAITING.value,
        "attempts": 0,
        "progress": 0.0,
        "words": "",
        "error": "",
        "claim": None,
        "heartbeat_at": None,
        "finished_at": None,
        "run_after": timezone.now(),
        **changes,
    }
    for field, value in fresh.items():
        setattr(job, field, value)
    job.save(update_fields=list(fresh))


def _wake_after_commit(job: Job) -> None:
    transaction.on_commit(work_came[Lane(job.lane)].set, robust=True)
