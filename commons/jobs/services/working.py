"""The worker: one thread a lane that runs what is due, and puts recurring work into the queue."""

from functools import partial
from threading import Event

from django.db import close_old_connections, connection
from django.utils import timezone

from ..heartbeat import beat
from ..models import Job
from ..recurrence import declared
from ..rules import Lane
from ..supervision import SupervisedThread
from .asking import enqueue, work_came
from .running import run_next

LOOK_EVERY = 1.0
"""Seconds between two looks at the queue when nothing wakes the worker."""


def schedule(already: frozenset[str] = frozenset()) -> frozenset[str]:
    """Put this period's recurring jobs into the queue, once however many workers do it.

    Takes and gives the keys that are known to be there, so that most looks cost no query.
    """
    now = timezone.now()
    wanted = {recurring.key(now): recurring for recurring in declared()}
    for key in wanted.keys() - already:
        if not Job.objects.filter(key=key).exists():
            enqueue(task=wanted[key].task, key=key, lane=wanted[key].lane)
    return frozenset(wanted)


def work(stop: Event, *, lane: Lane) -> None:
    """Run the jobs of `lane` until told to stop."""
    scheduled: frozenset[str] = frozenset()
    try:
        while not stop.is_set():
            close_old_connections()
            beat(lane)
            if lane is Lane.QUICK:
                scheduled = schedule(scheduled)
            if not run_next(lane=lane):
                work_came[lane].wait(LOOK_EVERY)
                work_came[lane].clear()
    finally:
        connection.close()


def start_worker() -> list[SupervisedThread]:
    """Start a supervised thread for each lane."""
    threads = [SupervisedThread(f"worker-{lane}", partial(work, lane=lane)) for lane in Lane]
    for thread in threads:
        thread.start()
    return threads


def stop_worker(threads: list[SupervisedThread], *, timeout: float = 5.0) -> None:
    """Ask all threads to end; a job that is cut off is taken up again by the next worker."""
    for thread in threads:
        thread.ask_to_stop()
    for event in work_came.values():
        event.set()
    for thread in threads:
        thread.join(timeout)
