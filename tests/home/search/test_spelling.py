import pytest

from home.search import spelling

KNOWN = spelling.vocabulary(["Resident parking permit", "Bulky waste pick-up", "Déchèterie du port"])


def test_only_words_long_enough_to_be_told_apart_are_known():
    assert {"resident", "parking", "permit", "bulky", "waste", "pick", "decheterie", "port"} == KNOWN


@pytest.mark.parametrize(
    "word, expected",
    [
        ("parkng", "parking"),
        ("permti", "permit"),
        ("residnet", "resident"),
        ("dechetrie", "decheterie"),
        ("park", "park"),  # begins a known word: not a mistake
        ("prm", "prm"),  # too short to guess
        ("elephant", "elephant"),  # like nothing here
    ],
)
def test_a_mistyped_word_becomes_the_known_one_most_like_it(word, expected):
    assert spelling.corrected([word], KNOWN) == (expected,)


def test_without_titles_nothing_is_guessed():
    assert spelling.corrected(["parkng"], frozenset()) == ("parkng",)
