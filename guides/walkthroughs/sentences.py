"""The sentences of a text."""

import re

_END = re.compile(r"[.!?…](?:\s?»|[)”’\"])?(?=\s+[^\W\d_a-z])")
"""Where a sentence ends: a mark, then a capital letter. “e.g. this” and “at 8 p.m. on Monday” go on."""


def first_sentence(text: str) -> str:
    """The first sentence of a plain text; all of it when there is one only."""
    end = _END.search(text)
    return text[: end.end()] if end else text
