"""Fails when a template hands a component something it doesn't declare."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ... import declared


class Command(BaseCommand):
    """Part of `make check`."""

    help = "Check that templates hand components only what they declare."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every template of the project and list what is wrong."""
        folder = Path(settings.BASE_DIR) / "templates"
        known = declared.components(folder / settings.COTTON_DIR)
        wrong = [
            f"{path.relative_to(settings.BASE_DIR)}: {fault}"
            for path in sorted(folder.rglob("*.html"))
            for fault in declared.faults(path.read_text(), known)
        ]
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"{len(known)} components, used as declared.")
