"""Make the demo's films again: `python -m home.website.films.make_films [slug …]` from the repository's root.

Films are made on a developer's machine and committed; neither the site nor its tests need what this needs:
- Debian: chromium, ffmpeg, fonts-inter-variable, fonts-vollkorn
- PyPI, beside the site's own development set: hibari-tts==0.2.1 (the narrator's voice, with its model inside)

For each screenplay in `scripts/` it writes to `made/`: the film, captions in both languages, a poster, and a JSON file
with the times of steps and sentences; of a screenplay that says what is only shown, a described film too. `--words`
makes all but the films again, for instance when a translation was mended, and `--described` the described film, too;
the English sentences must be the same as when it was filmed.
"""

import json
import random
import sys
import tempfile
from itertools import chain
from pathlib import Path

import numpy as np

from . import captions, cutting, describing, timeline, voice
from .camera import shoot
from .library import MADE
from .screenplay import LANGUAGES, SCRIPTS, Film, load
from .studio import poster_picture

PAPERS = {"electricity-bill-october.pdf": 412_000, "vehicle-papers-page-1.jpg": 1_330_000}
"""The files the hand on the screen chooses, and how large they look."""


def make(film: Film, narrator: voice.Narrator, target: Path, *, filming: bool, describing_it: bool) -> None:
    """Make one film with all that goes with it."""
    takes = {line.words["en"]: narrator.speak(line.words["en"]) for line in chain.from_iterable(film.parts)}
    laid = timeline.lay(film, lambda line: voice.seconds(takes[line.words["en"]]))
    if filming:
        _film(film, laid, takes, target)
    if describing_it and describing.has_descriptions(film):
        small, described = target.with_suffix(".480p.mp4"), target.with_suffix(".described.480p.mp4")
        describing.describe(small, laid, takes, narrator, described)
    target.with_suffix(".jpg").write_bytes(poster_picture(film))
    for language in LANGUAGES:
        written = captions.webvtt(captions.cues(laid, language), language)
        target.with_suffix(f".{language}.vtt").write_text(written, encoding="utf-8")
    data = json.dumps(captions.chapters(film, laid), ensure_ascii=False, indent=1)
    target.with_suffix(".json").write_text(data + "\n", encoding="utf-8")
    print(f"{film.slug}: {laid.duration:.1f} s, {target.with_suffix('.mp4').stat().st_size / 1e6:.2f} MB")


def _film(film: Film, laid: timeline.Timeline, takes: dict[str, np.ndarray], target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        papers, sound = Path(folder), Path(folder) / "sound.wav"
        for name, size in PAPERS.items():
            (papers / name).write_bytes(random.Random(name).randbytes(size))
        voice.lay_track(laid, takes, sound)
        cutting.cut(shoot(film, laid, papers), laid, sound, target.with_suffix(".mp4"))
    cutting.smaller(target.with_suffix(".mp4"), target.with_suffix(".480p.mp4"))


def main(arguments: list[str]) -> None:
    """Make the films named, or all; with `--words` only what is beside them."""
    slugs, narrator = set(arguments) - {"--words", "--described"}, voice.Narrator()
    describing_it = "--words" not in arguments
    filming = describing_it and "--described" not in arguments
    for path in sorted(SCRIPTS.glob("*.toml")):
        if not slugs or path.stem in slugs:
            make(load(path), narrator, MADE / path.stem, filming=filming, describing_it=describing_it)


if __name__ == "__main__":
    main(sys.argv[1:])
