"""What may be kept of a search that found nothing, who may read it, and what editors may write as synonyms."""

from collections.abc import Collection
from datetime import timedelta
from itertools import pairwise

from commons.pages.searchable import fold
from commons.people.roles import EDITORS, LEADS

LONGEST_KEPT = 80
MOST_WORDS_KEPT = 6
MOST_NEW_A_DAY = 500
"""Different words kept of one day, so that a machine that types everything fills nothing."""
MOST_KEPT = 5_000
KEEP_FOR = timedelta(days=90)

MOST_ENTRIES = 12
LONGEST_ENTRY = 60
MOST_WORDS_OF_ENTRY = 4


def recordable(query: str) -> str:
    """Give the words as they may be kept, without capitals; nothing when they might say who somebody is.

    Whatever holds a digit, an @ or an address of the web is not kept, nor what looks like a name or tells a story.
    """
    words = " ".join(query.split())
    if len(words) > LONGEST_KEPT or len(words.split()) > MOST_WORDS_KEPT or len(fold(words)) < 3:
        return ""
    looks_personal = any(character.isdigit() or character in "@/\\" for character in words) or "www." in words
    if looks_personal or _holds_a_name(words):
        return ""
    return words.lower()


def _holds_a_name(words: str) -> bool:
    """Whether two words in a row begin with capitals, as names of people are typed."""
    capital = [word[0].isupper() and word[1:].islower() for word in words.split()]
    return any(first and second for first, second in pairwise(capital))


def may_mend(roles: Collection[str]) -> bool:
    """Whether somebody may read what was not found, and say which words mean the same."""
    return bool({EDITORS, LEADS} & set(roles))


def entries(text: str) -> list[str]:
    """The words of a group of synonyms, one of each line, each once."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        words = " ".join(line.split())
        if fold(words):
            found.setdefault(fold(words), words)
    return list(found.values())
