"""How hard a text reads: known texts fall where readers of both languages would put them."""

import pytest

from guides.walkthroughs.reading_level import (
    Band,
    band_of,
    english_syllables,
    french_syllables,
    reading_level,
)

EASY = (
    "Go to the town hall. Take your card with you. Ask for the form at the desk. Fill it in. Give it "
    "back. You pay ten euros. We send the pass to your home. It comes in three days."
)
HARD = (
    "Notwithstanding administrative considerations pertaining to residential eligibility, applicants "
    "demonstrating appropriate documentation substantiating habitation within designated municipal "
    "territories shall subsequently obtain authorisation, conditional upon satisfactory verification of "
    "aforementioned particulars by competent authorities."
)
FACILE = (
    "Allez à la mairie. Prenez votre carte avec vous. Demandez la fiche au guichet. Lisez la fiche. "
    "Rendez-la à la dame. Vous payez dix euros. La carte vient chez vous. Elle vient en trois jours."
)
DIFFICILE = (
    "Nonobstant les considérations administratives afférentes à l’éligibilité résidentielle, l’administré "
    "produisant une documentation appropriée justifiant d’une habitation régulière obtiendra "
    "ultérieurement l’autorisation sollicitée, subordonnée à la vérification préalable des éléments "
    "susmentionnés par les autorités municipales compétentes."
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("the", 1),
        ("place", 1),
        ("places", 2),
        ("open", 2),
        ("opened", 2),
        ("wanted", 2),
        ("table", 2),
        ("resident", 3),
        ("documents", 3),
        ("a", 1),
    ],
)
def test_english_syllables(word, syllables):
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("carte", 1), ("cartes", 1), ("mairie", 2), ("demande", 2), ("habitation", 4), ("où", 1), ("le", 1), ("œuvre", 1)],
)
def test_french_syllables(word, syllables):
    assert french_syllables(word) == syllables


@pytest.mark.parametrize(
    ("text", "language", "band"),
    [
        (EASY, "en", Band.VERY_EASY),
        (HARD, "en", Band.VERY_HARD),
        (FACILE, "fr", Band.VERY_EASY),
        (DIFFICILE, "fr-fr", Band.VERY_HARD),
    ],
)
def test_texts_fall_into_their_bands(text, language, band):
    assert reading_level(text, language).band == band


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (121, Band.VERY_EASY),
        (80, Band.VERY_EASY),
        (79, Band.EASY),
        (60, Band.EASY),
        (59, Band.FAIRLY_HARD),
        (50, Band.FAIRLY_HARD),
        (49, Band.HARD),
        (30, Band.HARD),
        (29, Band.VERY_HARD),
        (-200, Band.VERY_HARD),
    ],
)
def test_bands(score, band):
    assert band_of(score) == band


def test_flesch_by_hand():
    """Five sentences of six one-syllable words: 206.835 - 1.015 × 6 - 84.6."""
    assert reading_level("The cat sat on the mat. " * 5, "en").score == round(206.835 - 6.09 - 84.6)


def test_the_longest_sentence_is_named_and_lines_end_sentences():
    level = reading_level(f"Take your card\n{EASY} Then walk on and on until you see the gate of the park.", "en")
    assert level.longest == "Then walk on and on until you see the gate of the park"
    assert level.words_a_sentence == 6


@pytest.mark.parametrize(("text", "language"), [("", "en"), ("Pay.", "en"), ("12 34 ! … " * 40, "en"), (EASY, "de")])
def test_what_tells_nothing(text, language):
    assert reading_level(text, language) is None
