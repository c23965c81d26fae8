"""Which caption is which after an edit, as tables; letters stand for keys and words."""

from uuid import UUID

import pytest

from guides.videos.cue_keys import Known, follow, is_outdated, keys_after, keys_by_likeness
from guides.videos.webvtt import Cue

KEYS = {letter: UUID(int=number) for number, letter in enumerate("abcdxyz", start=1)}
LETTERS = {key: letter for letter, key in KEYS.items()}


def known(letter, start, end, text=None, original=""):
    return Known(KEYS[letter], start * 1000, end * 1000, text or f"words {letter}", original)


def cue(text, start, end, name=""):
    return Cue(start * 1000, end * 1000, text, name)


BEFORE = [known("a", 0, 2), known("b", 2, 4), known("c", 4, 6)]


@pytest.mark.parametrize(
    "after, keys",
    [
        pytest.param(
            [cue("x", 0, 2, "1"), cue("words b", 3, 4, "2"), cue("words c", 4, 6, "3")], "abc", id="reworded, retimed"
        ),
        pytest.param([cue("words a", 0, 1, "1"), cue("of a", 1, 2), cue("words b", 2, 4, "2")], "a-b", id="split"),
        pytest.param([cue("words a words b", 0, 4, "1"), cue("words c", 4, 6, "3")], "ac", id="merged"),
        pytest.param([cue("words a", 0, 1, "1"), cue("words a", 1, 2, "1")], "a-", id="a number pasted twice"),
        pytest.param([cue("words a", 0, 1, "intro"), cue("words a", 1, 2, "9")], "--", id="names that mean nothing"),
        pytest.param([cue("words b", 2, 4), cue("words c", 4, 6)], "bc", id="no names at all: by likeness"),
    ],
)
def test_captions_edited_beside_the_film_keep_their_keys_by_name(after, keys):
    assert "".join(LETTERS.get(key, "-") for key in keys_after(BEFORE, after)) == keys


@pytest.mark.parametrize(
    "after, keys",
    [
        pytest.param([cue("words a", 10, 12), cue("words  b", 12, 14), cue("words c", 14, 16)], "abc", id="all later"),
        pytest.param([cue("other", 0, 2), cue("words", 2, 4), cue("more", 4, 6)], "abc", id="all reworded"),
        pytest.param([cue("new", 7, 8)], "-", id="at another time"),
        pytest.param([cue("words a", 0, 2), cue("new", 2, 3), cue("words b", 3, 4)], "a-b", id="one put between"),
        pytest.param([cue("words c", 4, 6)], "c", id="two taken away"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_captions_of_another_file_keep_their_keys_by_words_then_by_time(after, keys):
    assert "".join(LETTERS.get(key, "-") for key in keys_by_likeness(BEFORE, after)) == keys


FRENCH = {KEYS[letter]: known(letter, 0, 1, f"mots {letter}", f"words {letter}") for letter in "abc"}


@pytest.mark.parametrize(
    "after, rows",
    [
        pytest.param(
            [known("a", 1, 2), known("b", 3, 4), known("c", 5, 9)],
            [("a", 1, 2, "mots a"), ("b", 3, 4, "mots b"), ("c", 5, 9, "mots c")],
            id="retimed",
        ),
        pytest.param(
            [known("a", 0, 1, "words"), known("x", 1, 2, "a"), known("b", 2, 4), known("c", 4, 6)],
            [("a", 0, 1, "mots a"), ("b", 2, 4, "mots b"), ("c", 4, 6, "mots c")],
            id="split: the new half is missing",
        ),
        pytest.param(
            [known("a", 0, 4, "words a\nwords b"), known("c", 4, 6)],
            [("a", 0, 4, "mots a\nmots b"), ("c", 4, 6, "mots c")],
            id="merged",
        ),
        pytest.param(
            [known("a", 0, 3), known("c", 3, 6)],
            [("a", 0, 3, "mots a"), ("c", 3, 6, "mots c")],
            id="deleted, and its neighbours spread: not merged",
        ),
        pytest.param([known("x", 0, 6)], [], id="all new"),
    ],
)
def test_a_translation_follows_its_original(after, rows):
    found = follow(BEFORE, after, FRENCH)
    assert [(LETTERS[row.key], row.start_ms // 1000, row.end_ms // 1000, row.text) for row in found] == rows


def test_merged_words_count_as_translated_unless_reworded():
    merged = follow(BEFORE, [known("a", 0, 4, "words a\nwords b")], FRENCH)[0]
    assert not is_outdated("words a\nwords b", merged.original)
    assert is_outdated("words a and b", merged.original)
