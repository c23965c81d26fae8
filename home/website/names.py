"""Names that a site is set up with and staff may change, said in each reader's language until they do.

Wagtail keeps the name of a workflow and of a task as one text, and shows it in lists, buttons, messages and mails.
What is kept stays the same in every language; what is read is translated.
"""

from types import SimpleNamespace
from typing import Any

from django.db.models import Field, Model
from django.db.models.query_utils import DeferredAttribute
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from wagtail.log_actions import LogFormatter

WORKFLOW = _("Publishing")
REVIEW = _("Review before publishing")
NAMES = (WORKFLOW, REVIEW)


class _InWords(str):
    """A name as it is kept, for databases and comparisons; whoever writes it out gets it in their language."""

    __slots__ = ()

    def __str__(self) -> str:
        return gettext(self.kept)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> SafeString:
        return escape(str(self))

    @property
    def kept(self) -> str:
        """The name itself."""
        return str.__str__(self)


class TranslatedName(DeferredAttribute):
    """Reads a field so that the names above are in the reader's language."""

    def __get__(self, instance: Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return _InWords(value) if instance is not None and value in NAMES else value

    def __set__(self, instance: Model, value: Any) -> None:
        """Keep the name itself also when a form brings back what it showed."""
        shown = {gettext(name): name for name in NAMES}
        instance.__dict__[self.field.attname] = shown.get(str(value), value) if value is not None else value


class TranslatedLog(LogFormatter):
    """Writes out a log line of Wagtail's, which keeps names as they were, with the names above in words."""

    def __init__(self, kept: LogFormatter) -> None:
        self.kept, self.label = kept, kept.label

    def format_message(self, log_entry: Any) -> str:
        """Give the line in the reader's language."""
        return str(self.kept.format_message(SimpleNamespace(data=_in_words(log_entry.data))))

    def format_comment(self, log_entry: Any) -> str:
        """Give the comment as it was written."""
        return str(self.kept.format_comment(log_entry))


def _in_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _in_words(value) for key, value in data.items()}
    return _InWords(data) if isinstance(data, str) and data in NAMES else data


def translate(model: type[Model], field: str) -> None:
    """Let a model of somebody else's, which is called by this field, be read so."""
    kept = model._meta.get_field(field)
    assert isinstance(kept, Field)  # noqa: S101 - for the types
    named: Any = model
    setattr(named, field, TranslatedName(kept))
    named.__str__ = lambda instance: str(getattr(instance, field))
