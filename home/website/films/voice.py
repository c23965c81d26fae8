"""The narrator: a synthetic voice that speaks one sentence at a time, and the sound track made of its takes.

The voice is hibari's “heart” (PyPI `hibari-tts`, Apache 2.0), an American English voice whose model is inside the
wheel, so that nothing is fetched and the same words always sound the same.
"""

import subprocess
import wave
from importlib import import_module
from pathlib import Path

import numpy as np

from .timeline import Timeline

RATE = 24_000
PACE = 0.9
"""Slower than the voice's own pace: people follow with a form in front of them."""
QUIET = 0.004
"""Amplitude below which a take has not begun, or is over."""
LOUDNESS = "loudnorm=I=-17:TP=-1.5:LRA=7"
WARMTH = (
    "highpass=f=70,equalizer=f=190:t=q:w=1:g=1.5,equalizer=f=3200:t=q:w=1.2:g=-1.5,"
    "acompressor=threshold=-22dB:ratio=2.2:attack=12:release=180"
)
"""A little more body, a little less edge, and no jumps between loud and quiet words."""


class Narrator:
    """Speaks sentences; loads the model once."""

    def __init__(self) -> None:
        self._voice = import_module("hibari").Hibari(threads=2)

    def speak(self, sentence: str, *, pace: float = PACE) -> np.ndarray:
        """Say a sentence: samples at RATE, without silence around them."""
        take = np.asarray(self._voice(sentence, speed=pace, seed=7), dtype=np.float32)
        heard = np.flatnonzero(np.abs(take) > QUIET)
        margin = RATE // 50
        take = take[max(0, heard[0] - margin) : heard[-1] + 3 * margin].copy()
        ramp = np.linspace(0, 1, margin, dtype=np.float32)
        take[:margin] *= ramp
        take[-margin:] *= ramp[::-1]
        return take


def seconds(take: np.ndarray) -> float:
    """How long a take lasts."""
    return len(take) / RATE


def lay_track(timeline: Timeline, takes: dict[str, np.ndarray], target: Path) -> None:
    """Put every take where its sentence is said, and master the whole to an even loudness (WAV, 48 kHz, mono)."""
    track = np.zeros(int(timeline.duration * RATE) + 1, dtype=np.float32)
    for spoken in timeline.spoken:
        take = takes[spoken.line.words["en"]]
        first = int(spoken.start * RATE)
        track[first : first + len(take)] += take[: len(track) - first]
    raw = target.with_suffix(".raw.wav")
    with wave.open(str(raw), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(track, -1, 1) * 32_000).astype("<i2").tobytes())
    master = ["-af", f"{WARMTH},{LOUDNESS}", "-ar", "48000", "-ac", "1", str(target)]
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(raw), *master], check=True)
    raw.unlink()
