import pytest

from home.search import spelling

TEXTS = ["resident parking permit", "bulky waste pick up no 1234", "decheterie du port", "permit", "permet", "x" * 31]
KNOWN = spelling.vocabulary(TEXTS)


def test_only_words_that_can_be_told_apart_are_known_the_most_frequent_first():
    rest = ["bulky", "decheterie", "parking", "permet", "pick", "port", "resident", "waste"]
    assert ["permit", *rest] == KNOWN


def test_a_vocabulary_is_bounded(monkeypatch):
    monkeypatch.setattr(spelling, "MOST", 2)
    assert spelling.vocabulary(["rare words", "some some"]) == ["some", "rare"]


@pytest.mark.parametrize(
    "word, expected",
    [
        ("parkng", "parking"),
        ("permti", "permit"),
        ("permot", "permit"),  # “permet” is as like, but rarer
        ("permits", "permits"),  # another number of a known word: not a mistake
        ("n" * 200, "n" * 200),
        ("residnet", "resident"),
        ("dechetrie", "decheterie"),
        ("park", "park"),  # begins a known word: not a mistake
        ("prm", "prm"),  # too short to guess
        ("elephant", "elephant"),  # like nothing here
    ],
)
def test_a_mistyped_word_becomes_the_known_one_most_like_it(word, expected):
    assert spelling.corrected([word], KNOWN) == (expected,)


def test_without_texts_nothing_is_guessed():
    assert spelling.corrected(["parkng"], []) == ("parkng",)
