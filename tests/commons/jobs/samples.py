"""Tasks that jobs of these tests run, found by dotted name as any task is."""

from commons.jobs.rules import GiveUp

ran: list[tuple[str, dict, int]] = []


def note(payload, job):
    ran.append((job.key, payload, job.attempt))
    job.report(0.5, "half way")


def fail(payload, job):
    ran.append((job.key, payload, job.attempt))
    raise ValueError("the disk is full")


def hopeless(payload, job):
    ran.append((job.key, payload, job.attempt))
    raise GiveUp("This is no film.")


def cancelled_meanwhile(payload, job):
    from commons.jobs import services
    from commons.jobs.models import Job

    services.cancel(job=Job.objects.get(key=job.key))
    job.report(0.7)
    ran.append(("not reached", payload, job.attempt))
