"""`manage.py worker`: background work and the schedule, as a process of its own."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commons.jobs.services.working import start_worker, stop_worker


class Command(BaseCommand):
    """Runs until told to end. Several may run at once, on several machines."""

    help = "Run background work and the schedule until told to end (needs REDIS_URL)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Start the lanes and wait for a signal."""
        if not settings.REDIS_URL:
            raise CommandError(
                "A worker of its own needs REDIS_URL: without it, what it tells would not reach the site's process. "
                "`manage.py runsite` runs site and worker in one process and needs none."
            )
        over = threading.Event()
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, lambda *_: over.set())
        threads = start_worker()
        self.stdout.write("The worker is at work.")
        over.wait()
        stop_worker(threads)
