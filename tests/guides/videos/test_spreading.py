"""Words laid along a film: each a caption that can be read at a glance, none lost, none after the end."""

from itertools import pairwise

import pytest

from guides.videos import webvtt
from guides.videos.spreading import MAX_CHARACTERS, MAX_SHOWN_MS, spread

LONG = "Type your street and your number, and choose your flat from the list that opens below the field. " * 3


@pytest.mark.parametrize(
    "words, captions",
    [
        ("", []),
        (" \n\n ", []),
        ("Open the page.", ["Open the page."]),
        ("Open  the page. Send it! Done?", ["Open the page.", "Send it!", "Done?"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("He says “Come in.” Go in.", ["He says “Come in.”", "Go in."]),
        ("x" * 100, ["x" * 50, "x" * 50]),
    ],
)
def test_a_sentence_is_a_caption(words, captions):
    assert [cue.text for cue in spread(words, 9_000)] == captions


def test_a_long_sentence_is_cut_between_words_and_loses_none():
    cues = spread(LONG, 60_000)
    assert all(len(cue.text) <= MAX_CHARACTERS for cue in cues)
    assert " ".join(cue.text for cue in cues) == LONG.strip()


def test_captions_follow_each_other_within_the_film_and_are_what_the_desk_takes():
    cues = spread(LONG + "\nThen wait.", 60_000)
    assert all(one.end_ms <= after.start_ms for one, after in pairwise(cues))
    assert all(0 < cue.end_ms - cue.start_ms <= MAX_SHOWN_MS for cue in cues)
    assert (cues[0].start_ms, cues[-1].end_ms <= 60_000) == (0, True)
    assert webvtt.parse(webvtt.emit(cues), duration_ms=60_000) == cues
