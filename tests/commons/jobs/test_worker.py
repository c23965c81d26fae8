"""The worker as a whole: its command, and its threads against a real queue."""

import time

import pytest
from django.core.management import CommandError, call_command

from commons.jobs import heartbeat, services
from commons.jobs.models import Job
from commons.jobs.rules import Lane
from commons.jobs.services.working import start_worker, stop_worker

from . import samples


def test_a_worker_of_its_own_says_what_it_needs(settings):
    settings.REDIS_URL = ""
    with pytest.raises(CommandError, match="needs REDIS_URL"):
        call_command("worker")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_both_lanes_are_worked_on_and_seen_to_live():
    samples.ran.clear()
    threads = start_worker()
    try:
        for lane in Lane:
            services.enqueue(task="tests.commons.jobs.samples.note", key=lane.value, lane=lane)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and len(samples.ran) < 2:
            time.sleep(0.05)
        assert heartbeat.silent_lanes() == []
    finally:
        stop_worker(threads)
    assert [thread.alive for thread in threads] == [False, False]
    assert sorted(key for key, _, _ in samples.ran) == ["heavy", "quick"]
    assert set(Job.objects.exclude(key__startswith="recurring:").values_list("state", flat=True)) == {"done"}
