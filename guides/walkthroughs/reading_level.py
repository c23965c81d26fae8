"""How hard a text is to read, by the formulas of Flesch (English) and of Kandel and Moles (French).

Both weigh the words of a sentence and the syllables of a word; 100 is easy for a child, 0 is for specialists. Syllables
are counted by rules of thumb that are right on average, which is all that the formulas ask for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

FEWEST_WORDS = 30
"""Fewer words tell nothing."""

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
_ENGLISH_SILENT = re.compile(r"(?:[^laeiouycsxzgh]es|[^dtaeiouy]ed|[^laeiouy]e)$")
_FRENCH_VOWELS = re.compile(r"[aàâäeéèêëiîïoôöuùûüyÿœæ]+")
_FRENCH_SILENT = re.compile(r"[^aàâäeéèêëiîïoôöuùûüyÿœæ]es?$")


class Band(StrEnum):
    """How hard, from the easiest to the hardest."""

    VERY_EASY = "very-easy"
    EASY = "easy"
    FAIRLY_HARD = "fairly-hard"
    HARD = "hard"
    VERY_HARD = "very-hard"


BANDS = ((80, Band.VERY_EASY), (60, Band.EASY), (50, Band.FAIRLY_HARD), (30, Band.HARD))
"""From which score on each band begins; what is below all is very hard."""


@dataclass(frozen=True)
class ReadingLevel:
    """How hard a text is: the formula's score, its band, and what an editor can act on."""

    score: int
    band: Band
    words_a_sentence: int
    longest: str
    """The sentence with the most words, as it was written."""


def english_syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels and its silent endings."""
    lowered = word.lower()
    groups = len(_ENGLISH_VOWELS.findall(lowered))
    return max(1, groups - bool(_ENGLISH_SILENT.search(lowered)))


def french_syllables(word: str) -> int:
    """Syllables of a French word as it is spoken: a final e (or es) after a consonant is not heard."""
    lowered = word.lower()
    groups = len(_FRENCH_VOWELS.findall(lowered))
    return max(1, groups - bool(_FRENCH_SILENT.search(lowered)))


@dataclass(frozen=True)
class _Formula:
    base: float
    a_word: float
    a_syllable: float
    syllables: Callable[[str], int]

    def score(self, words: list[str], sentences: int) -> int:
        syllables = sum(self.syllables(word) for word in words)
        return round(self.base - self.a_word * len(words) / sentences - self.a_syllable * syllables / len(words))


FORMULAS = {
    "en": _Formula(206.835, 1.015, 84.6, english_syllables),
    "fr": _Formula(207.0, 1.015, 73.6, french_syllables),
}
"""Flesch's reading ease, and its fitting to French by Kandel and Moles, by language."""


def reading_level(text: str, language: str) -> ReadingLevel | None:
    """How hard plain text is to read; None for too few words, or a language without a formula."""
    formula = FORMULAS.get(language.split("-", maxsplit=1)[0])
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if _WORD.search(sentence)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if formula is None or len(words) < FEWEST_WORDS:
        return None
    score = formula.score(words, len(sentences))
    longest = max(sentences, key=lambda sentence: len(_WORD.findall(sentence)))
    return ReadingLevel(score, band_of(score), round(len(words) / len(sentences)), " ".join(longest.split()))


def band_of(score: int) -> Band:
    """The band a score falls into."""
    return next((band for least, band in BANDS if score >= least), Band.VERY_HARD)
