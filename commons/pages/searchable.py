"""What the one search box can find, and in which words.

Both databases get the same plain text: without accents, case or punctuation. SQLite cannot stem and PostgreSQL
would need a dictionary for each language, so words are indexed as they are and looked up by their beginnings.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import ClassVar

from wagtail.search import index

_TAGS = re.compile(r"<[^>]+>")
_NOT_WORDS = re.compile(r"[\W_]+")
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"}


@lru_cache(4096)
def fold_character(character: str) -> str:
    """One character as it is indexed: lower case and without its accent; a ligature gives two."""
    lowered = character.lower()
    if lowered in _LIGATURES:
        return _LIGATURES[lowered]
    return "".join(part for part in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(part))


def fold(text: str) -> str:
    """Make the text into plain words with single spaces, so that “Déchèterie,” is found as “decheterie”."""
    folded = "".join(fold_character(character) for character in text)
    return _NOT_WORDS.sub(" ", folded).strip()


def plain(markup: str) -> str:
    """Turn rich text into its words, for indexing and excerpts; never for display as HTML."""
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())


class Searchable(index.Indexed):
    """A model whose rows can be found. It says its texts; the index keeps them folded."""

    search_fields: ClassVar[Sequence[index.BaseField]] = [index.AutocompleteField("search_words")]

    def search_texts(self) -> Iterable[str]:
        """Give the texts a reader may look for, plain or rich, the most telling first."""
        raise NotImplementedError

    def search_words(self) -> str:
        """Say the row in the words of the index."""
        return fold(" ".join(plain(text) for text in self.search_texts() if text))
