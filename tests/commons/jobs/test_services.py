"""Asking for work, running it, losing it and taking it up again."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from commons.jobs import recurrence, services
from commons.jobs.models import Job
from commons.jobs.rules import MAX_ATTEMPTS, STALE_AFTER, Lane, Lost, State
from commons.jobs.services import asking, running, working

from . import samples

SAMPLES = "tests.commons.jobs.samples"


@pytest.fixture(autouse=True)
def _nothing_ran():
    samples.ran.clear()
    for event in asking.work_came.values():
        event.clear()


def enqueue(key="a", task="note", **more):
    return services.enqueue(task=f"{SAMPLES}.{task}", key=key, **more)


def be_gone(job, ago=STALE_AFTER + timedelta(seconds=1)):
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - ago)


@pytest.mark.django_db
class TestAsking:
    def test_asking_twice_is_asking_once(self):
        first, second = enqueue(payload={"n": 1}), enqueue(payload={"n": 2})
        assert first == second
        assert list(Job.objects.values_list("key", "payload")) == [("a", {"n": 1})]

    def test_what_is_done_stays_done(self):
        enqueue()
        running.run_next()
        assert enqueue().state == State.DONE
        assert not running.run_next()

    @pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
    def test_asking_again_arms_what_failed_or_was_called_off(self, state):
        job = enqueue(payload={"n": 1})
        Job.objects.filter(pk=job.pk).update(state=state, attempts=5, error="bad", progress=0.4)
        job = enqueue(payload={"n": 2})
        assert (job.state, job.attempts, job.error, job.progress, job.payload) == ("waiting", 0, "", 0, {"n": 2})

    def test_wakes_its_lane_after_the_commit_and_not_before(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as callbacks:
            enqueue(lane=Lane.HEAVY)
            assert not asking.work_came[Lane.HEAVY].is_set()
        for callback in callbacks:
            callback()
        assert {lane: event.is_set() for lane, event in asking.work_came.items()} == {
            Lane.HEAVY: True,
            Lane.QUICK: False,
        }

    def test_a_rollback_takes_the_work_back(self):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            enqueue()
            raise ZeroDivisionError
        assert not Job.objects.exists()

    @pytest.mark.parametrize(
        ("state", "retry", "cancel"),
        [
            (State.WAITING, False, True),
            (State.RUNNING, False, True),
            (State.DONE, False, False),
            (State.FAILED, True, False),
            (State.CANCELLED, True, False),
        ],
    )
    def test_retry_and_cancel_by_state(self, state, retry, cancel):
        for deed, allowed in [(services.retry, retry), (services.cancel, cancel)]:
            job = enqueue(key=deed.__name__)
            Job.objects.filter(pk=job.pk).update(
                state=state,
                claim="0" * 32 if state is State.RUNNING else None,
                heartbeat_at=timezone.now() if state is State.RUNNING else None,
            )
            if allowed:
                deed(job=job)
            else:
                with pytest.raises(asking.WrongState):
                    deed(job=job)
            job.refresh_from_db()
            assert job.state == ({services.retry: "waiting", services.cancel: "cancelled"}[deed] if allowed else state)

    @pytest.mark.parametrize(
        "wrong", [{"state": "asleep"}, {"progress": 1.5}, {"progress": -0.1}, {"state": "running"}]
    )
    def test_the_database_refuses_what_makes_no_sense(self, wrong):
        job = enqueue()
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.filter(pk=job.pk).update(**wrong)


@pytest.mark.django_db
class TestRunning:
    def test_runs_in_order_in_its_lane_and_when_due(self):
        enqueue("later", run_after=timezone.now() + timedelta(hours=1))
        enqueue("heavy", lane=Lane.HEAVY)
        enqueue("first", payload={"n": 1})
        enqueue("second")
        while running.run_next(lane=Lane.QUICK):
            pass
        assert samples.ran == [("first", {"n": 1}, 1), ("second", {}, 1)]
        done = Job.objects.get(key="first")
        assert (done.state, done.progress, done.words, done.claim) == ("done", 1, "half way", None)
        assert Job.objects.get(key="heavy").state == "waiting"

    def test_a_failure_is_tried_again_after_a_pause_and_given_up_in_the_end(self):
        job = enqueue(task="fail")
        for attempt in range(1, MAX_ATTEMPTS + 1):
            assert running.run_next()
            assert not running.run_next(), "tried again without a pause"
            job.refresh_from_db()
            assert job.attempts == attempt
            assert job.error == "ValueError: the disk is full"
            Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        assert job.state == "failed"
        assert not running.run_next()
        assert len(samples.ran) == MAX_ATTEMPTS

    def test_what_can_not_be_helped_is_not_tried_again(self):
        job = enqueue(task="hopeless")
        running.run_next()
        job.refresh_from_db()
        assert (job.state, job.error, job.attempts) == ("failed", "This is no film.", 1)

    def test_an_unknown_task_fails_in_words(self):
        job = services.enqueue(task="commons.jobs.nothing.here", key="a")
        running.run_next()
        job.refresh_from_db()
        assert job.state == "waiting"
        assert "nothing" in job.error

    def test_a_cancelled_run_stops_at_its_next_report(self):
        job = enqueue(task="cancelled_meanwhile")
        running.run_next()
        job.refresh_from_db()
        assert (job.state, samples.ran) == ("cancelled", [])

    def test_reports_are_saved_once_a_second_and_at_the_end(self, django_assert_num_queries):
        handle = running.JobHandle(running.claim_next(lane=Lane.QUICK) if enqueue() else None)
        with django_assert_num_queries(2):
            for hundredth in range(100):
                handle.report(hundredth / 100)
            handle.report(1.0)

    def test_a_run_past_its_time_stops_and_is_tried_again(self):
        job = enqueue()
        claimed = running.claim_next(lane=Lane.QUICK)
        handle = running.JobHandle(claimed, time_limit=timedelta(0))
        with pytest.raises(Lost):
            handle.report(0.1)
        job.refresh_from_db()
        assert job.state == "running"


@pytest.mark.django_db
class TestTakingOver:
    def test_a_killed_workers_job_is_taken_up_and_finishes_once(self):
        enqueue()
        dead = running.claim_next(lane=Lane.QUICK)
        assert not running.run_next(), "taken from a worker that lives"
        be_gone(dead)
        assert running.run_next()
        assert samples.ran == [("a", {}, 2)]
        # The first worker was only slow and comes back: nothing it says counts.
        late = running.JobHandle(dead)
        with pytest.raises(Lost):
            late.report(0.9)
        assert not late.beat()
        assert not late.finish(state="failed")
        dead.refresh_from_db()
        assert (dead.state, dead.progress) == ("done", 1)

    def test_a_job_that_takes_its_worker_down_each_time_is_given_up(self):
        job = enqueue()
        for _ in range(MAX_ATTEMPTS):
            assert running.claim_next(lane=Lane.QUICK)
            be_gone(job)
        assert running.claim_next(lane=Lane.QUICK) is None
        job.refresh_from_db()
        assert (job.state, job.error) == ("failed", "Its worker ended in each of its tries.")


@pytest.mark.race
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_workers_run_each_job_once():
    for number in range(12):
        enqueue(f"job-{number}")
    start = threading.Barrier(4)

    def worker():
        start.wait()
        try:
            while running.run_next():
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    # A worker may find the queue's head taken and stop early; what it left is still there to be run.
    while running.run_next():
        pass
    assert sorted(key for key, _, _ in samples.ran) == sorted(f"job-{number}" for number in range(12))
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}


@pytest.mark.django_db
class TestRecurring:
    @pytest.fixture(autouse=True)
    def _one_declared(self, monkeypatch):
        monkeypatch.setattr(recurrence, "_declared", {})
        recurrence.every(timedelta(hours=1), task=f"{SAMPLES}.note")

    def test_once_a_period_however_often_asked(self):
        working.schedule()
        known = working.schedule()
        assert list(Job.objects.values_list("key", flat=True)) == list(known)

    def test_asking_again_costs_no_query(self, django_assert_num_queries):
        known = working.schedule()
        with django_assert_num_queries(0):
            working.schedule(known)

    def test_the_next_period_is_another_job(self, monkeypatch):
        working.schedule()
        later = timezone.now() + timedelta(hours=1)
        monkeypatch.setattr(working.timezone, "now", lambda: later)
        working.schedule()
        assert Job.objects.count() == 2

    def test_a_failed_period_is_not_armed_again(self):
        working.schedule()
        Job.objects.update(state=State.FAILED)
        working.schedule()
        assert Job.objects.get().state == "failed"

    def test_an_interval_below_a_second_is_refused(self):
        with pytest.raises(ValueError, match="a second at least"):
            recurrence.every(timedelta(0), task="x")


@pytest.mark.django_db
def test_only_old_recurring_jobs_are_forgotten():
    from commons.jobs.tasks import forget_old

    old, young = timezone.now() - timedelta(days=8), timezone.now() - timedelta(days=6)
    for key, state, ended in [
        ("recurring:x:1", "done", old),
        ("recurring:x:2", "failed", old),
        ("recurring:x:3", "done", young),
        ("recurring:x:4", "waiting", None),
        ("film:1", "done", old),
    ]:
        Job.objects.create(key=key, task="x", state=state, finished_at=ended)
    forget_old({}, None)
    assert sorted(Job.objects.values_list("key", flat=True)) == ["film:1", "recurring:x:3", "recurring:x:4"]
