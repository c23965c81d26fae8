"""`manage.py runsite`: the whole site in one process, for one machine."""

import io
import os
import socket
from functools import partialmethod
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from commons.jobs.services.working import start_worker, stop_worker
from home.website.demo.people import accounts_file

HERE = {"localhost", "127.0.0.1", "::1"}


class Command(BaseCommand):
    """One process, so that channels in memory reach pages, sockets and background work alike."""

    help = "Migrate, load the demo town once, and run the site with its background worker until Ctrl-C."

    def add_arguments(self, parser: Any) -> None:
        """Where to listen, and whether a demo is wanted."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "localhost")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--no-demo", action="store_true", help="Start with an empty site.")

    def handle(self, *args: Any, host: str, port: int, no_demo: bool, **options: Any) -> None:
        """Prepare what is missing, then serve."""
        addresses = ["127.0.0.1", "::1"] if host in HERE else [host]
        free = [address for address in addresses if _is_free(address, port)]
        if addresses[0] not in free:
            raise CommandError(f"Port {port} of {host} is taken. Choose another: PORT={port + 1} make run")
        call_command("migrate", verbosity=0, interactive=False)
        accounts = accounts_file()
        if not no_demo and not accounts.exists():
            self.stdout.write("Building the demo town (once)")
            # It says whom one can sign in as; so do we, below the address.
            call_command("demo", stdout=io.StringIO())
        threads = start_worker()
        try:
            self._serve([_endpoint(address, port) for address in free], lambda: self._welcome(host, port, accounts))
        finally:
            stop_worker(threads)

    def _serve(self, endpoints: list[str], when_ready: Any) -> None:
        # Importing Daphne installs Twisted's reactor, which must happen once and in the process that serves.
        from daphne.http_protocol import WebRequest
        from daphne.server import Server

        # Twisted reads forms a second time, whole, though nobody asks it to: films would take their size in memory,
        # and a form without fields, as the CMS sends to say that somebody is still editing, is refused as malformed.
        WebRequest.__init__ = partialmethod(WebRequest.__init__, parsePOSTFormSubmission=False)
        application = import_string(settings.ASGI_APPLICATION)
        Server(application, endpoints=endpoints, ready_callable=when_ready, application_close_timeout=2).run()

    def _welcome(self, host: str, port: int, accounts: Path) -> None:
        name = "localhost" if host in HERE | {"0.0.0.0", "::"} else host  # noqa: S104 - a name for it, not a binding
        lines = ["", f"The site is at http://{name}:{port}/ (Ctrl-C ends it)"]
        if accounts.exists():
            lines += ["", accounts.read_text(encoding="utf-8").strip()]
        lines += ["", "Mails are not sent but printed here.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _is_free(address: str, port: int) -> bool:
    """Whether one may listen there (an address this machine lacks is not free either)."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError:
            return False
    return True


def _endpoint(address: str, port: int) -> str:
    """The address in Twisted's words."""
    escaped = address.replace(":", r"\:")
    return f"{'tcp6' if ':' in address else 'tcp'}:port={port}:interface={escaped}"
