"""The committed films: they belong to the screenplays as they are now, and fit the web."""

from itertools import chain, pairwise

import pytest

from home.website.films.captions import Cue, webvtt
from home.website.films.describing import has_descriptions
from home.website.films.library import MADE, film_data
from home.website.films.screenplay import LANGUAGES, SCRIPTS, load

DESCRIBED = ".described.480p.mp4"
FILMS = [load(path) for path in sorted(SCRIPTS.glob("*.toml"))]
each_film = pytest.mark.parametrize("film", FILMS, ids=lambda film: film.slug)


def test_every_screenplay_is_filmed_and_nothing_else():
    suffixes = (".mp4", ".480p.mp4", ".jpg", ".json", ".en.vtt", ".fr.vtt")
    expected = {f"{film.slug}{suffix}" for film in FILMS for suffix in suffixes}
    expected |= {f"{film.slug}{DESCRIBED}" for film in FILMS if has_descriptions(film)}
    assert {path.name for path in MADE.iterdir()} == expected


@each_film
@pytest.mark.parametrize("suffix", [".mp4", ".480p.mp4", DESCRIBED])
def test_is_small_and_starts_while_it_loads(film, suffix):
    if suffix == DESCRIBED and not has_descriptions(film):
        return
    content = (MADE / f"{film.slug}{suffix}").read_bytes()
    assert len(content) <= 4_000_000
    assert content.index(b"moov") < content.index(b"mdat")


@each_film
def test_is_neither_hasty_nor_long(film):
    assert 60 <= film_data(film.slug)["duration"] <= 110


@each_film
@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_say_what_the_screenplay_says(film, language):
    cues = film_data(film.slug)["cues"][language]
    assert [cue["text"] for cue in cues] == [line.words[language] for line in chain.from_iterable(film.parts)]
    written = (MADE / f"{film.slug}.{language}.vtt").read_text(encoding="utf-8")
    assert written == webvtt([Cue(**cue) for cue in cues], language)


@each_film
def test_nobody_waits_in_silence(film):
    cues = film_data(film.slug)["cues"]["en"]
    assert all(0 <= later["start"] - earlier["end"] < 2 for earlier, later in pairwise(cues))
    assert all(cue["start"] < cue["end"] for cue in cues)


@each_film
def test_chapters_are_the_steps_in_order(film):
    steps = film_data(film.slug)["steps"]
    assert [step["title"] for step in steps] == [step.title for step in film.steps]
    assert [step["start"] for step in steps] == sorted({step["start"] for step in steps})
