"""A second chance for a mistyped word, from the words our own titles are made of."""

from collections.abc import Iterable, Sequence

from rapidfuzz import distance, process

from commons.pages.searchable import fold

SHORTEST = 4
LIKENESS = 0.75


def vocabulary(titles: Iterable[str]) -> frozenset[str]:
    """Gather the words worth guessing: those of titles, folded, not too short to be told apart."""
    return frozenset(word for title in titles for word in fold(title).split() if len(word) >= SHORTEST)


def corrected(words: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """Give the words with each unknown one replaced by the known word most like it, where one is like enough."""
    return tuple(_nearest(word, known) for word in words)


def _nearest(word: str, known: frozenset[str]) -> str:
    if len(word) < SHORTEST or any(other.startswith(word) for other in known):
        return word
    match = process.extractOne(
        word, sorted(known), scorer=distance.DamerauLevenshtein.normalized_similarity, score_cutoff=LIKENESS
    )
    return match[0] if match else word
