"""What the one search box can find, and in which words.

Both databases get the same plain text: without accents, case or punctuation. SQLite cannot stem and PostgreSQL
would need a dictionary for each language, so words are indexed as they are and looked up by their beginnings.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model
from wagtail.search import index
from wagtail.search.backends import get_search_backend, get_search_backends

_TAGS = re.compile(r"<[^>]+>")
_NO_WORDS = (index.FilterField, index.RelatedFields)
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


def delete_all(model: type[Model], keys: Sequence[Any]) -> None:
    """Delete rows that nothing else hangs on, with their places in the index, by the hundred.

    Django's deletion tells the index of each row alone, which takes seconds for thousands.
    """
    entries: Any = model._meta.get_field("index_entries").related_model
    kind = ContentType.objects.get_for_model(model)
    # SQLite takes no list of thousands.
    for first in range(0, len(keys), 500):
        batch = keys[first : first + 500]
        entries._base_manager.filter(content_type=kind, object_id__in=[str(key) for key in batch])._raw_delete(
            DEFAULT_DB_ALIAS
        )
        model._base_manager.filter(pk__in=batch)._raw_delete(DEFAULT_DB_ALIAS)


def index_all(model: type["Searchable"], rows: Sequence["Searchable"]) -> None:
    """Put new rows into the index, all at once: nobody is told of what is created in bulk.

    The backend for PostgreSQL builds an expression for each field of each row, which takes seconds for thousands. Rows
    whose only words are `search_words` are given to it in one statement.
    """
    only_words = [type(field) for field in model.get_search_fields() if not isinstance(field, _NO_WORDS)]
    if connection.vendor != "postgresql" or only_words != [index.AutocompleteField]:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, rows)
        return
    entries: Any = model._meta.get_field("index_entries").related_model
    config = get_search_backend().autocomplete_config
    kind = ContentType.objects.get_for_model(model).pk
    keys, words = [str(row.pk) for row in rows], [row.search_words() for row in rows]
    table = connection.ops.quote_name(entries._meta.db_table)
    statement = (
        f"INSERT INTO {table} "  # noqa: S608 - the table's own name
        "(content_type_id, object_id, title_norm, title, body, title_text, body_text, autocomplete) "
        "SELECT %s, key, 1.0, ''::tsvector, ''::tsvector, '', '', to_tsvector(%s::regconfig, words) "
        "FROM unnest(%s::text[], %s::text[]) AS row (key, words)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [kind, config, keys, words])


class Searchable(index.Indexed):
    """A model whose rows can be found. It says its texts; the index keeps them folded."""

    search_fields: ClassVar[Sequence[index.BaseField]] = [index.AutocompleteField("search_words")]

    def search_texts(self) -> Iterable[str]:
        """Give the texts a reader may look for, plain or rich, the most telling first."""
        raise NotImplementedError

    def search_words(self) -> str:
        """Say the row in the words of the index."""
        return fold(" ".join(plain(text) for text in self.search_texts() if text))
