"""Films through the worker, with real bytes, and what lies on the disk afterwards."""

from pathlib import Path

from django.core.files.base import File

from commons.jobs.rules import Lane
from commons.jobs.services import running
from guides.videos import services
from guides.videos.private_files import private_storage

from .factories import make_chief


def upload(path: Path, title="Parking"):
    with path.open("rb") as source:
        return services.upload(by=make_chief(), file=File(source, name=path.name), title=title)


def work():
    """Run all that is due."""
    while running.run_next(lane=Lane.HEAVY):
        pass


def kept_files():
    root = Path(private_storage().location)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
