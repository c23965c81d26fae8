"""Tiny real films, made once a run."""

import subprocess
from pathlib import Path

import pytest

from guides.videos import ffmpeg


def make_film(target: Path, *, size: str = "1280x720", seconds: float = 2, sound: bool = True, extra=()) -> Path:
    """A film with a moving picture and a tone, encoded as fast as can be."""
    inputs = ["-f", "lavfi", "-i", f"testsrc2=s={size}:r=10:d={seconds}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=d={seconds}"]
    command = [ffmpeg.find_binary(), "-y", "-loglevel", "error", *inputs, "-preset", "ultrafast", *extra, str(target)]
    subprocess.run(command, check=True)
    return target


@pytest.fixture(scope="session")
def film(tmp_path_factory) -> Path:
    """Two seconds of 720p with sound."""
    return make_film(tmp_path_factory.mktemp("films") / "film.mp4", extra=["-metadata", "location=+48.85+2.35/"])


@pytest.fixture(scope="session")
def small_film(tmp_path_factory) -> Path:
    """A second of a picture smaller than 480p, without sound."""
    return make_film(tmp_path_factory.mktemp("films") / "small.mp4", size="320x240", seconds=1, sound=False)


@pytest.fixture(scope="session")
def middling_film(tmp_path_factory) -> Path:
    """Two and a half seconds, barely larger than 480p, with sound."""
    return make_film(tmp_path_factory.mktemp("films") / "film.mp4", size="864x486", seconds=2.5)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch):
    """What x264 gains by thinking longer is not tested here."""
    monkeypatch.setattr(ffmpeg, "PRESET", "ultrafast")
