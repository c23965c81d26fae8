"""What we ask of ffmpeg: its command lines, what it prints, and a safe way to run it.

Uploaded films are hostile until proven otherwise. Only files may be read (a playlist can't make
ffmpeg fetch an address), only demuxers of films are allowed, and pixels, length, size and time are
bounded. Commands are lists, never a shell's line. Times are in milliseconds unless said.
"""

import contextlib
import math
import os
import re
import shutil
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .failures import FileUnusable, WorkFailed

# How long x264 may think: files that are watched a thousand times are worth it.
PRESET = "medium"
MAX_DURATION_MS = 60 * 60 * 1000
MAX_PIXELS = 4096 * 2304
MAX_OUTPUT_BYTES = 700 * 1024 * 1024
SHORT_SIDES = {"480p": 480, "720p": 720}
POSTER = "poster"
STRIP = "strip"
SUFFIXES = {"480p": ".mp4", "720p": ".mp4", POSTER: ".jpg", STRIP: ".jpg"}
STRIP_PICTURES = 24
"""Small pictures in a strip, at even distances; fewer in a film of less than as many seconds."""
STRIP_COLUMNS = 6
_STRIP_SHORT_SIDE = 120

_MAX_SECONDS = 2 * 60 * 60
_MAX_RATES = {"480p": 1_100, "720p": 2_400}
"""The most that the picture may take, in kilobits a second."""
_POSTER_SHORT_SIDE = 540
_DEMUXERS = "mov,matroska,avi,mpegts,mpeg,asf,flv"
_DURATION = re.compile(r"^  Duration: (?:(\d+):(\d\d):(\d\d)\.(\d\d)|N/A),", re.MULTILINE)
_STREAM = re.compile(r"^  Stream #0:\d+.*?: (Video|Audio): ([a-z0-9_]+)(.*)$", re.MULTILINE)
_SIZE = re.compile(r", (\d{1,6})x(\d{1,6})(?: \[SAR (\d+):(\d+) )?")
_ROTATION = re.compile(r"[Dd]isplay ?[Mm]atrix: rotation of (-?\d+)")
_NOT_A_FILM = _("This file is not a film that we can read. Upload an MP4, MOV, MKV or WebM file.")
_FULL = "No space left on device"
_WORDS = (
    (_FULL, _("The disk of the site is full. Tell the people who run it, then try again.")),
    ("low score", _NOT_A_FILM),
    ("moov atom not found", _("The film is cut off: its end is missing. Upload it again from where it was made.")),
    ("not in allowed list", _("Playlists and links are not films. Upload the film's own file.")),
    ("not on whitelist", _("Playlists and links are not films. Upload the film's own file.")),
    ("Invalid data found", _NOT_A_FILM),
    ("Picture size", _("The picture is too large. Upload the film in 4K (3840 × 2160) or smaller.")),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a film is: length, size as it is displayed (turned, square pixels), and codecs."""

    duration_ms: int
    width: int
    height: int
    video_codec: str
    audio_codec: str = ""


def find_binary(configured: str = "") -> str:
    """Give the path of ffmpeg: the one configured, the system's, else the imageio-ffmpeg wheel's."""
    if configured:
        found = shutil.which(configured)
        if found is None:
            raise WorkFailed(_("The ffmpeg program named in FFMPEG_BINARY is not there."), configured)
        return found
    found = shutil.which("ffmpeg")
    if found is None:
        with contextlib.suppress(ImportError, RuntimeError):
            import imageio_ffmpeg

            found = imageio_ffmpeg.get_ffmpeg_exe()
    if found is None:
        raise WorkFailed(_("There is no ffmpeg program on this site. Tell the people who run it."))
    return found


def probe(binary: str, source: Path) -> Probe:
    """Find out what an uploaded film is; FileUnusable when it is none or beyond the limits.

    Only here is it said of a file that it is at fault, for that is final: WorkFailed when ffmpeg was stopped.
    """
    command = [*_opening(binary, source), "-hide_banner"]
    # Without an output ffmpeg always fails; whether it could read the film shows in what it printed.
    finished = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603 - a list, no shell
    banner = finished.stderr.decode("utf-8", "replace")
    if finished.returncode < 0:
        raise _retriable(failure_of(banner))
    duration_ms, found = parse_banner(banner)
    if found is not None and duration_ms is None:
        duration_ms = _measure(binary, source)
    if found is None or not duration_ms:
        raise failure_of(banner, opened="Input #0" in banner)
    width, height, video, audio = found
    if width * height > MAX_PIXELS:
        raise FileUnusable(_("The picture is too large. Upload the film in 4K (3840 × 2160) or smaller."))
    if duration_ms > MAX_DURATION_MS:
        raise FileUnusable(_("The film is longer than an hour. Make it shorter, or split it into parts."))
    return Probe(duration_ms, width, height, video, audio)


def parse_banner(banner: str) -> tuple[int | None, tuple[int, int, str, str] | None]:
    """Read what `ffmpeg -i` prints: the length (None when unknown), then size and codecs (None when no film)."""
    duration = None
    if (match := _DURATION.search(banner)) and match.group(1):
        hours, minutes, seconds, hundredths = (int(group) for group in match.groups())
        duration = ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10
    streams = [match for match in _STREAM.finditer(banner) if "(attached pic)" not in match.group(3)]
    video = next((match for match in streams if match.group(1) == "Video"), None)
    size = _SIZE.search(video.group(3)) if video else None
    if video is None or size is None:
        return duration, None
    width, height = int(size.group(1)), int(size.group(2))
    if size.group(3) and int(size.group(4)):
        width = round(width * int(size.group(3)) / int(size.group(4)))
    rotation = _ROTATION.search(banner, video.end())
    if rotation and abs(int(rotation.group(1))) % 180 == 90:
        width, height = height, width
    audio = next((match.group(2) for match in streams if match.group(1) == "Audio"), "")
    return duration, (width, height, video.group(2), audio)


def kinds_for(film: Probe) -> list[str]:
    """Name the renditions a film needs: nothing is ever scaled up, so a small film has no 720p."""
    larger = min(film.width, film.height) > SHORT_SIDES["480p"]
    return [POSTER, STRIP, "480p", "720p"] if larger else [POSTER, STRIP, "480p"]


@dataclass(frozen=True, slots=True)
class Strip:
    """How a strip is laid out: `count` pictures of `width` × `height`, one every `every_ms`, in rows of `columns`."""

    count: int
    every_ms: int
    columns: int
    width: int
    height: int

    def place(self, number: int) -> tuple[int, int]:
        """Where a picture's upper left corner is."""
        row, column = divmod(number, self.columns)
        return column * self.width, row * self.height


def strip_for(film: Probe) -> Strip:
    """Give the layout of a film's strip: its pictures are taken in the middle of equal parts."""
    count = max(1, min(STRIP_PICTURES, film.duration_ms // 1000))
    scale = min(1.0, _STRIP_SHORT_SIDE / min(film.width, film.height))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (film.width, film.height))
    return Strip(count, max(1, film.duration_ms // count), min(count, STRIP_COLUMNS), width, height)


def size_for(film: Probe, kind: str) -> tuple[int, int]:
    """Give the width and height of a rendition: its short side at most the kind's, both even."""
    if kind == STRIP:
        strip = strip_for(film)
        return strip.columns * strip.width, math.ceil(strip.count / strip.columns) * strip.height
    wanted = SHORT_SIDES.get(kind, _POSTER_SHORT_SIDE)
    scale = min(1.0, wanted / min(film.width, film.height))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (film.width, film.height))
    return width, height


def largest_size(film: Probe, kind: str) -> int:
    """How many bytes a rendition may come to: the room that is to be free before it is begun."""
    kilobits = _MAX_RATES.get(kind, 0) + 200
    return min(film.duration_ms * kilobits // 8 + 2_000_000, MAX_OUTPUT_BYTES)


def command_for(
    binary: str, source: Path, target: Path, kind: str, film: Probe, *, poster_at: int | None = None
) -> list[str]:
    """Give the whole command that makes one rendition of a film; `poster_at` is the millisecond of the poster."""
    if kind == STRIP:
        return _strip_command(binary, source, target, strip_for(film))
    width, height = size_for(film, kind)
    scale = f"scale={width}:{height}:flags=lanczos,setsar=1"
    if kind == POSTER:
        # A tenth into the film, but not beyond its opening: later pictures give away what nobody has explained.
        at = (min(film.duration_ms / 10, 4000) if poster_at is None else min(poster_at, film.duration_ms - 100)) / 1000
        opening = _opening(binary, source, "-ss", f"{at:.3f}")
        return [*opening, "-map", "0:V:0", "-frames:v", "1", "-vf", scale, "-q:v", "3", *_plain(target, "image2")]
    return [
        *_opening(binary, source),
        *("-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn"),
        *("-vf", f"{scale},format=yuv420p", "-fpsmax", "30"),
        *("-c:v", "libx264", "-profile:v", "high", "-preset", PRESET, "-crf", "23"),
        *("-maxrate", f"{_MAX_RATES[kind]}k", "-bufsize", f"{_MAX_RATES[kind]}k", "-threads", "2"),
        # A key picture every 2 s, so that seeking to a step lands where the step begins.
        *("-force_key_frames", "expr:gte(t,n_forced*2)"),
        *("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"),
        *("-movflags", "+faststart", "-t", str(MAX_DURATION_MS // 1000), "-fs", str(MAX_OUTPUT_BYTES)),
        *_plain(target, "mp4"),
    ]


def sound_command(binary: str, source: Path, target: Path) -> list[str]:
    """Give the whole command that writes the sound of a film for speech recognition: 16 kHz, one channel, raw."""
    sound = ["-map", "0:a:0", "-vn", "-ac", "1", "-ar", "16000", "-t", str(MAX_DURATION_MS // 1000)]
    return [*_opening(binary, source), *sound, *_plain(target, "s16le")]


def _strip_command(binary: str, source: Path, target: Path, strip: Strip) -> list[str]:
    # The first picture from the middle of the first part, then one a part; a little less, so that none is missed.
    half, part = f"{strip.every_ms / 2000:.3f}", f"{strip.every_ms / 1000 - 0.05:.3f}"
    picture = (
        f"select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,{part}),scale={strip.width}:{strip.height},setsar=1"
    )
    tile = f"tile={strip.columns}x{math.ceil(strip.count / strip.columns)}:nb_frames={strip.count}"
    opening = _opening(binary, source, "-ss", half)
    return [*opening, "-map", "0:V:0", "-frames:v", "1", "-vf", f"{picture},{tile}", "-q:v", "5",
            *_plain(target, "image2")]  # fmt: skip


def run(command: list[str], *, duration_ms: int, report: Callable[[float], None] = lambda done: None) -> None:
    """Run a command to its end, telling `report` the part done (0 to 1), or raise WorkFailed.

    When `report` raises, or time is up, the program is killed and nothing of it stays.
    """
    seconds = min(60 + 20 * duration_ms / 1000, _MAX_SECONDS)
    said: deque[str] = deque(maxlen=40)
    process = subprocess.Popen(  # noqa: S603 - a list, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace"
    )
    listener = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    watchdog = threading.Timer(seconds, process.kill)
    started = time.monotonic()
    try:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, 10)
        listener.start()
        watchdog.start()
        for done in parse_progress(process.stdout or (), duration_ms):
            report(done)
        process.wait()
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()
        listener.join(timeout=5)
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
    if process.returncode != 0:
        if time.monotonic() - started >= seconds:
            raise WorkFailed(_("Preparing the film took too long and was stopped. Upload a shorter or smaller one."))
        raise _retriable(failure_of("".join(said)))


def parse_progress(lines: Iterable[str], duration_ms: int) -> Iterator[float]:
    """Turn the lines of `-progress` into the part done; times that are missing or odd are passed over."""
    for line in lines:
        name, _sign, value = line.strip().partition("=")
        if name == "out_time_us" and value.isdigit():
            yield min(1.0, int(value) / 1000 / max(duration_ms, 1))


def failure_of(said: str, *, opened: bool = False) -> WorkFailed:
    """Why ffmpeg failed, in an editor's words; it is the file's fault when it was `opened` and no film is in it."""
    for sign, words in _WORDS:
        if sign in said:
            return (WorkFailed if sign == _FULL else FileUnusable)(words, said[-2000:])
    kind = FileUnusable if opened else WorkFailed
    return kind(_("This film could not be prepared. Try to export it as an MP4 file and upload that."), said[-2000:])


def _retriable(failed: WorkFailed) -> WorkFailed:
    """The same failure, whoever's fault it is: what was stopped half-way may have said anything of the file before."""
    return WorkFailed(failed.words, failed.detail)


def probe_made(binary: str, made: Path) -> Probe:
    """Find out what we made; when it is no film, that is not the fault of the file it was made from."""
    try:
        return probe(binary, made)
    except FileUnusable as failed:
        raise _retriable(failed) from failed


def disk_full(detail: str) -> WorkFailed:
    """What is said when others than ffmpeg find the disk full."""
    return WorkFailed(failure_of(_FULL).words, detail)


def _opening(binary: str, source: Path, *before: str) -> list[str]:
    """The beginning of every command: what may be read and how much of it, then the file."""
    return [
        *(binary, "-nostdin", "-y", *before),
        *("-protocol_whitelist", "file", "-format_whitelist", _DEMUXERS, "-max_pixels", str(MAX_PIXELS)),
        *("-i", f"file:{source}"),
    ]


def _plain(target: Path, format_name: str) -> list[str]:
    """The end of every command that writes: nothing of the origin (place, camera, chapters) is kept."""
    return [
        *("-map_metadata", "-1", "-map_chapters", "-1"),
        *("-loglevel", "error", "-nostats", "-progress", "pipe:1"),
        *("-f", format_name, f"file:{target}"),
    ]


def _measure(binary: str, source: Path) -> int:
    """Read a film through to learn its length: recordings from a browser don't state it."""
    command = [*_opening(binary, source), "-map", "0:V:0", "-c", "copy", "-loglevel", "error"]
    command += ["-nostats", "-progress", "pipe:1", "-f", "null", "-"]
    finished = subprocess.run(command, capture_output=True, timeout=300, check=False)  # noqa: S603 - a list, no shell
    if finished.returncode != 0:
        raise _retriable(failure_of(finished.stderr.decode("utf-8", "replace")))
    times = re.findall(r"^out_time_us=(\d+)", finished.stdout.decode("ascii", "replace"), re.MULTILINE)
    return int(times[-1]) // 1000 if times else 0
