"""How the parts are that the site stands on."""

from asgiref.sync import sync_to_async
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commons.jobs.heartbeat import silent_lanes
from commons.realtime.health import channel_layer_answers

_seen: set[str] = set()


def database() -> str:
    """Empty when the database answers, else what is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever it is, the answer is that it does not answer
        return "does not answer"
    return ""


def migrations() -> str:
    """Empty when every migration has run. Once it was so it stays so for this process: its code can't change."""
    if "migrated" in _seen:
        return ""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # noqa: BLE001
        return "can't be read"
    if missing:
        return f"{len(missing)} have not run"
    _seen.add("migrated")
    return ""


def worker() -> str:
    """Empty when all lanes of background work show signs of life."""
    try:
        silent = silent_lanes()
    except Exception:  # noqa: BLE001
        return "can't be asked"
    return f"no sign of life from {', '.join(silent)}" if silent else ""


async def channel_layer() -> str:
    """Empty when what is published arrives."""
    return "" if await channel_layer_answers() else "does not answer"


async def findings() -> dict[str, str]:
    """Each part and what is wrong with it; empty words are good news."""
    return {
        "database": await sync_to_async(database)(),
        "migrations": await sync_to_async(migrations)(),
        "channel layer": await channel_layer(),
        "worker": await sync_to_async(worker)(),
    }
