"""Films: the server's memory while ten people watch a large one, and what preparing one costs over plain ffmpeg."""

import asyncio
import contextlib
import os
import resource
import secrets
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File

from commons.jobs.rules import Lane
from commons.jobs.services import running
from commons.people.models import User
from guides.videos import ffmpeg
from guides.videos import services as videos
from guides.videos.models import Rendition

from . import load
from .processes import resident, serving

MEGABYTES = 300
CLIENTS = 10
BAR = 20
"""MB that a process may grow by while they play."""
SECONDS_OF_FILM = 6
_PAGE = 1024 * 1024


@dataclass(frozen=True)
class Played:
    """A server's resident memory in MB, of all its processes: before, and at most while it played."""

    server: str
    before: float
    most: float
    growth: float
    """How much the process that grew most had grown at most: what the bar is about."""
    sent: float
    seconds: float


@dataclass(frozen=True)
class Prepared:
    """Processor seconds of making what a film needs, ours and plain ffmpeg's."""

    ours: float
    plain: float
    seconds: float
    """How long ours took by the clock."""


def played(server: str) -> Played:
    """Ten clients play the large film from end to end, all at once, each as fast as it is sent."""
    path = _make_large()
    with serving(server, "config.asgi:application") as (pid, port):
        # Whatever a process loads with its first answers, and a thread keeps of them, is no growth.
        asyncio.run(_play_all(port, path, until=60))
        before, stop = resident(pid), threading.Event()
        most = dict(before)
        watching = threading.Thread(target=_watch, args=(pid, most, stop))
        watching.start()
        started = time.monotonic()
        sent = asyncio.run(_play_all(port, path, until=MEGABYTES))
        seconds = time.monotonic() - started
        stop.set()
        watching.join()
    growth = max(held - before.get(process, 0.0) for process, held in most.items())
    return Played(server, sum(before.values()), sum(most.values()), growth, sent / _PAGE, seconds)


def prepared() -> Prepared:
    """Prepare a film as an upload is, and have plain ffmpeg make the same two sizes of it."""
    with tempfile.TemporaryDirectory() as folder:
        source = _make_source(Path(folder))
        with _cost() as plain:
            for size in ffmpeg.SHORT_SIDES.values():
                _plainly(source, Path(folder) / f"{size}.mp4", size)
        started = time.monotonic()
        with _cost() as ours:
            _as_uploaded(source)
    return Prepared(ours(), plain(), time.monotonic() - started)


def _make_large() -> str:
    """The film of the town's guide, made as large as is to be played; gives its address."""
    rendition = Rendition.objects.filter(kind="480p").earliest("pk")
    with rendition.file.open("wb") as file:
        for _piece in range(MEGABYTES):
            file.write(secrets.token_bytes(_PAGE))
    Rendition.objects.filter(pk=rendition.pk).update(size=MEGABYTES * _PAGE)
    return f"/videos/{rendition.video_id}/480p.mp4"


async def _play_all(port: int, path: str, *, until: int) -> int:
    return sum(await asyncio.gather(*(_play(port, path, until * _PAGE) for _client in range(CLIENTS))))


async def _play(port: int, path: str, until: int) -> int:
    """Ask as a browser does: from where it is to the end, again after each part."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    at = 0
    while at < until:
        writer.write(load.request("GET", path, {"range": f"bytes={at}-"}))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 206 " not in head.split(b"\r\n", 1)[0]:
            raise RuntimeError(f"the film was answered with {head!r}")
        length = int(head.partition(b"content-length: ")[2].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
        at += length
    writer.close()
    return at


def _watch(pid: int, most: dict[int, float], stop: threading.Event) -> None:
    """Keep the most that each process holds."""
    while not stop.wait(0.2):
        for process, held in resident(pid).items():
            most[process] = max(held, most.get(process, 0.0))


def _make_source(folder: Path) -> Path:
    """A film in 1080p with grain and a tone: as hard to encode as a recording of a room."""
    target = folder / "source.mp4"
    picture = f"testsrc2=s=1920x1080:r=30:d={SECONDS_OF_FILM},noise=alls=12:allf=t"
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", picture]
    command += ["-f", "lavfi", "-i", f"sine=d={SECONDS_OF_FILM}", "-pix_fmt", "yuv420p", "-preset", "ultrafast"]
    subprocess.run([*command, str(target)], check=True)
    return target


def _plainly(source: Path, target: Path, size: int) -> None:
    """What one would type by hand."""
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", "-i", str(source), "-vf", f"scale=-2:{size}"]
    command += ["-c:v", "libx264", "-preset", "medium", "-crf", "23", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    subprocess.run([*command, "-b:a", "96k", str(target)], check=True)


def _as_uploaded(source: Path) -> None:
    chief = User.objects.get_or_create(email="chief@example.org", defaults={"is_superuser": True})[0]
    with source.open("rb") as file:
        video = videos.upload(by=chief, file=File(file, name="film.mp4"), title="Measured")
    while running.run_next(lane=Lane.HEAVY):
        pass
    video.refresh_from_db()
    if video.state != "ready":
        raise RuntimeError(f"the film is {video.state}: {video.failure}")


@contextlib.contextmanager
def _cost() -> Iterator[Callable[[], float]]:
    """Processor seconds of this process and its children between the beginning and the end of the block."""
    before, spent = _spent(), 0.0
    yield lambda: spent
    spent = _spent() - before


def _spent() -> float:
    here, children = os.times(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return here.user + here.system + children.ru_utime + children.ru_stime
