"""What the search's index is asked: the keys of the rows that hold words."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Model, QuerySet
from django.db.models.functions import Cast
from modelsearch.query import And, Or, PlainText
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends import get_search_backend


def keys_of(model: type[Model], ways: Sequence[Sequence[str]]) -> QuerySet:
    """The keys of rows that hold any of the ways, each with all its words, as a queryset of one column.

    Alternatives stay outermost: SQLite's compiler sets no brackets.
    """
    query = Or([And([PlainText(word) for word in way]) for way in ways])
    found = get_search_backend().autocomplete(query, model._default_manager.all(), order_by_relevance=False)
    if connection.vendor != "postgresql":
        return found.get_queryset().order_by().values("pk")
    # The backend starts from every row of the model and joins the index to each: here from the few the index names.
    compiler = found.query_compiler
    sought = compiler.build_tsquery(compiler.query, config=compiler.get_config(found.backend))
    entries: Any = model._meta.get_field("index_entries").related_model
    kinds = get_descendants_content_types_pks(model)
    named = entries._default_manager.filter(content_type__in=kinds, autocomplete=sought)
    return named.values(key=Cast("object_id", BigIntegerField()))
