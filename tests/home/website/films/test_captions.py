"""Captions: exactly the sentences, exactly when they are said."""

import pytest

from home.website.films.captions import LINE_LIMIT, Cue, chapters, cues, fold, webvtt
from home.website.films.screenplay import Card, Film, Line, Step
from home.website.films.timeline import Spoken, Timeline

ONE = Line({"en": "One.", "fr": "Un."})
TWO = Line({"en": "Two.", "fr": "Deux."})
LAID = Timeline((Spoken(ONE, 0, 0.9, 2.0, 2.0), Spoken(TWO, 1, 2.1, 3.6, 4.0)), (0.5, 2.05), 4.5, 5.7004)


def test_a_caption_lingers_but_never_runs_into_the_next():
    assert cues(LAID, "en") == [Cue(0.9, 2.1, "One."), Cue(2.1, 3.85, "Two.")]


def test_times_are_the_same_in_every_language():
    assert [(cue.start, cue.end) for cue in cues(LAID, "fr")] == [(cue.start, cue.end) for cue in cues(LAID, "en")]


def test_writes_webvtt():
    written = webvtt([Cue(0.9, 2.1, "One."), Cue(3725.0125, 3726, "Two.")], "en")
    assert written == (
        "WEBVTT\nKind: captions\nLanguage: en\n\n"
        "1\n00:00:00.900 --> 00:00:02.100\nOne.\n\n"
        "2\n01:02:05.012 --> 01:02:06.000\nTwo.\n"
    )


@pytest.mark.parametrize(
    ("sentence", "folded"),
    [
        ("Short enough for one line.", "Short enough for one line."),
        (
            "Have a proof of address and your vehicle papers at hand. A photo is fine.",
            "Have a proof of address and your vehicle\npapers at hand. A photo is fine.",
        ),
        (
            "jusqu’à vingt heures. Vingt-deux heures est le plus tard.",
            "jusqu’à vingt heures. Vingt-deux\nheures est le plus tard.",
        ),
        (
            "Un vieux canapé, un matelas, un frigo\u00a0: nous enlevons ce qui est trop grand.",
            "Un vieux canapé, un matelas, un frigo\u00a0:\nnous enlevons ce qui est trop grand.",
        ),
    ],
)
def test_folds_into_even_lines(sentence, folded):
    assert fold(sentence) == folded
    assert all(len(line) <= LINE_LIMIT for line in folded.splitlines())


def test_chapters_are_the_steps():
    steps = tuple(Step({"en": name, "fr": name.lower()}, ()) for name in ("A", "B"))
    film = Film("f", "f.html", "Office", {"en": "F", "fr": "f"}, Card("", (), ()), steps, Card("", (), ()))

    assert chapters(film, LAID) == {
        "slug": "f",
        "title": {"en": "F", "fr": "f"},
        "duration": 5.7,
        "steps": [{"start": 0.5, "title": {"en": "A", "fr": "a"}}, {"start": 2.05, "title": {"en": "B", "fr": "b"}}],
        "cues": {
            "en": [{"start": 0.9, "end": 2.1, "text": "One."}, {"start": 2.1, "end": 3.85, "text": "Two."}],
            "fr": [{"start": 0.9, "end": 2.1, "text": "Un."}, {"start": 2.1, "end": 3.85, "text": "Deux."}],
        },
    }
