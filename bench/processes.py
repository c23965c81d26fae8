"""Servers under test, and the processor time they and the database take."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

BIN = Path(sys.executable).parent
TICK = os.sysconf("SC_CLK_TCK")
WORKERS = 2


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def command(server: str, application: str, port: int) -> list[str]:
    """How a server is started as it would be in production."""
    at = ["127.0.0.1", str(port)]
    return {
        "gunicorn": [f"{BIN}/gunicorn", application, "-w", str(WORKERS), "-b", ":".join(at), "--log-level", "error"],
        "uvicorn": [f"{BIN}/uvicorn", application, "--workers", str(WORKERS), "--host", at[0], "--port", at[1],
                    "--log-level", "error", "--no-access-log", "--lifespan", "off", "--ws", "websockets-sansio"],
        "daphne": [f"{BIN}/daphne", "-v", "0", "-b", at[0], "-p", at[1], application],
    }[server]  # fmt: skip


@contextmanager
def serving(server: str, application: str, **environment: str) -> Iterator[tuple[int, int]]:
    """Run a server; gives its process and its port."""
    port = free_port()
    process = subprocess.Popen(command(server, application, port), env={**os.environ, **environment})
    try:
        deadline = time.monotonic() + 60
        while True:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{server} did not start")
            time.sleep(0.1)
        time.sleep(1)
        yield process.pid, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


class Clock:
    """Processor seconds of a process with all its children, and of the database's processes for our database."""

    def __init__(self, pid: int, *, database: bool = True) -> None:
        self._pid, self._database = pid, database
        self._before = self._read()

    def seconds(self) -> float:
        """Seconds since the clock was made."""
        after = self._read()
        return sum(spent - self._before.get(pid, 0.0) for pid, spent in after.items())

    def _read(self) -> dict[int, float]:
        pids = _tree(self._pid) | (_backends() if self._database else set())
        return {pid: spent for pid in pids if (spent := _spent(pid)) is not None}


def resident(pid: int) -> dict[int, float]:
    """MB of memory that a process and each of its children hold."""
    found = {}
    for process in _tree(pid):
        with suppress(OSError):
            pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
            found[process] = pages * os.sysconf("SC_PAGESIZE") / 1024 / 1024
    return found


def _backends() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {pid for (pid,) in cursor.fetchall()}


def _tree(root: int) -> set[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := _fields(int(folder.name)):
            parents[int(folder.name)] = int(fields[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _spent(pid: int) -> float | None:
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / TICK if fields else None


def _fields(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
