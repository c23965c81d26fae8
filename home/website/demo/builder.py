"""Builds the demo town from its parts, all or nothing, and can clear the ground for it."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from commons.people.models import User

from . import consultation, feedback, guides, live, moderation, people, search, thread, town
from .clock import Schedule


def is_built() -> bool:
    """Whether the demo's people are here."""
    return User.objects.filter(email="ana@example.org").exists()


def build() -> str:
    """Build all of it; gives the accounts one can sign in as, which are also written down."""
    with transaction.atomic():
        alder_bay = town.found()
        everyone = people.invite(alder_bay.bodies)
        shown = guides.show(alder_bay, everyone)
        _let_guides_age(alder_bay, everyone, shown)
        stages = consultation.ask(alder_bay)
        ideas = consultation.propose(everyone, stages, shown)
        thread.discuss(alder_bay, everyone, ideas)
        moderation.moderate(everyone, ideas)
        live.meet(alder_bay, everyone)
        search.learn()
    return people.write_down(everyone)


def _let_guides_age(alder_bay: town.Town, everyone: people.People, shown: dict[str, guides.Guide]) -> None:
    """People get stuck at the words of then and talk of them, and editors mend them: all in the order of time."""
    schedule = Schedule()
    guides.plan(schedule, shown)
    feedback.plan(schedule, alder_bay, everyone, shown)
    thread.plan(schedule, alder_bay, everyone, shown)
    schedule.play()


def clear() -> None:
    """Delete every row and every file of this site, and bring its tables back."""
    connection.close()
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        for suffix in ("", "-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        shutil.rmtree(folder, ignore_errors=True)
    people.accounts_file().unlink(missing_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
