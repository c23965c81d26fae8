"""A second chance for a mistyped word, from the words that the site's own texts are made of.

The same on both databases: PostgreSQL's trigrams need an extension that not everyone may install, SQLite has none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import distance, process

from .words import beginnings

SHORTEST = 4
LONGEST = 30
LIKENESS = 0.75
MOST = 30_000
"""Words of a language that are remembered: more than a town's texts ever hold."""


def vocabulary(texts: Iterable[str]) -> list[str]:
    """Gather the words worth guessing from folded texts, the most frequent first: those that can be told apart."""
    counts = Counter(
        word for text in texts for word in text.split() if SHORTEST <= len(word) <= LONGEST and word.isalpha()
    )
    return [word for word, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]]


def corrected(words: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Give the words with each unknown one replaced by the known word most like it, where one is like enough."""
    return tuple(_nearest(word, known) for word in words)


def _nearest(word: str, known: Sequence[str]) -> str:
    wanted = beginnings(word)
    if not SHORTEST <= len(word) <= LONGEST or any(other.startswith(wanted) for other in known):
        return word
    # Of two that are equally like, the more frequent: it stands first.
    match = process.extractOne(
        word, known, scorer=distance.DamerauLevenshtein.normalized_similarity, score_cutoff=LIKENESS
    )
    return match[0] if match else word
