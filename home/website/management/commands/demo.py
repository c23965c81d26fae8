"""The demo town."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.website.demo import builder


class Command(BaseCommand):
    """Builds Alder Bay, a town to try everything in; run again it changes nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to begin anew."""
        parser.add_argument("--reset", action="store_true", help="delete everything on this site and build it anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it and say whom one can sign in as."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("These are the settings of a real site: the demo is not for them.")
        if options["reset"]:
            builder.clear()
        if builder.is_built():
            self.stdout.write("The demo town is there already; `manage.py demo --reset` builds it anew.")
            return
        self.stdout.write(builder.build().strip())
