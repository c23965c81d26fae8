"""The described film: the same pictures at the same times, and a voice that also says what is only shown.

Player, captions and chapters know one timeline, so nothing may move: a sentence with something to describe is said
quicker, and what is seen is said in the time won.
"""

import subprocess
import tempfile
from itertools import chain
from pathlib import Path

import numpy as np

from . import voice
from .screenplay import Film, Line, Unplayable
from .timeline import Timeline

QUICK_PACES = (1.0, 1.1, 1.2, 1.3)
"""The calmest that fits is taken; at most a third more than a calm reader."""
PAUSE = 0.2
"""Seconds between a sentence and what is described."""


def has_descriptions(film: Film) -> bool:
    """Whether anything in the film's screenplay is to be described."""
    return any(line.shown for line in chain.from_iterable(film.parts))


def describe(film: Path, laid: Timeline, takes: dict[str, np.ndarray], narrator: voice.Narrator, target: Path) -> None:
    """Put a described sound track beside the pictures of a film that is made."""
    ends = [spoken.start for spoken in laid.spoken[1:]] + [laid.duration]
    described = dict(takes)
    for spoken, end in zip(laid.spoken, ends, strict=True):
        if spoken.line.shown:
            described[spoken.line.words["en"]] = _take(spoken.line, end - spoken.start, narrator)
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.wav"
        voice.lay_track(laid, described, sound)
        inputs = ["-i", str(film), "-i", str(sound), "-map", "0:v", "-map", "1:a", "-c:v", "copy"]
        audio = ["-c:a", "aac", "-b:a", "80k", "-ac", "1", "-shortest", "-metadata:s:a:0", "language=eng"]
        command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *inputs, *audio, "-movflags", "+faststart", str(target)]
        subprocess.run(command, check=True)


def _take(line: Line, seconds: float, narrator: voice.Narrator) -> np.ndarray:
    """The sentence and what is shown, in the seconds until the next sentence."""
    pause = np.zeros(int(PAUSE * voice.RATE), dtype=np.float32)
    for pace in QUICK_PACES:
        said, shown = (narrator.speak(words, pace=pace) for words in (line.words["en"], line.shown))
        take = np.concatenate([said, pause, shown])
        if voice.seconds(take) <= seconds - PAUSE / 2:
            return take
    over = voice.seconds(take) - seconds + PAUSE / 2
    raise Unplayable(f"“{line.shown}” is {over:.1f} s too long after “{line.words['en']}”")
