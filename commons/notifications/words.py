"""Words that are stored untranslated and said in the language of whoever reads them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, override, pgettext

Param = "str | int | Promise | Words"


@dataclass(frozen=True)
class Words:
    """A translatable sentence and what is put into it: `Words(_("%(name)s wrote"), {"name": "Ana"})`.

    `msgid` is lazy or marked by `gettext_noop`. What somebody wrote is a param, never a msgid; a param may itself be
    lazy, or `Words`, and is then translated too. `context` is that of `pgettext`.
    """

    msgid: "str | Promise"
    params: Mapping[str, Any] = field(default_factory=dict)
    context: str = ""

    def as_json(self) -> dict[str, Any]:
        """The words as they are stored."""
        found: dict[str, Any] = {"msgid": _source(self.msgid)}
        if self.context:
            found["context"] = self.context
        if self.params:
            found["params"] = {name: _stored(value) for name, value in self.params.items()}
        return found


def quoted(text: str, *, longest: int = 280) -> Words:
    """What somebody wrote, as it is, cut where it is too long for a message."""
    text = " ".join(text.split())
    short = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    return Words("%(text)s", {"text": short})


def params_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What is put into stored words, in the active language."""
    return {name: said(value) if isinstance(value, Mapping) else value for name, value in _params(stored).items()}


def said(stored: Mapping[str, Any], **more: str) -> str:
    """Say stored words in the active language, with what is known only now; nothing for none."""
    msgid, context = stored.get("msgid", ""), stored.get("context", "")
    if not msgid:
        return ""
    params = {**more, **params_of(stored)}
    try:
        return (pgettext(context, msgid) if context else gettext(msgid)) % params
    except (KeyError, TypeError, ValueError):
        # A translation that names what this row, stored before it, does not have.
        return msgid % params


def _params(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    return stored.get("params", {})


def _source(text: "str | Promise") -> str:
    """The text as it stands in the code, whatever language is active."""
    with override(None):
        return str(text)


def _stored(value: Any) -> Any:
    if isinstance(value, Words):
        return value.as_json()
    if isinstance(value, Promise):
        return Words(value).as_json()
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{type(value).__name__} can't be put into words")
    return _storable(value) if isinstance(value, str) else value


def _storable(text: str) -> str:
    """Take out what PostgreSQL can't keep in JSON and nobody can read: control characters and halves of letters."""
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
