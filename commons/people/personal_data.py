"""Everything the site holds about one person, told by the apps that hold it: to show, to export, to erase.

An app registers a `Record` for its things in `apps.ready()`. What refers to a person and is in no record is named
with `exempt`, and a test asks that nothing is left out. So neither the page nor the erasure needs a special case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a person did or is: what kind of thing, in which words, when, and where it is to be seen."""

    kind: str
    """For machines: lower case, lasting."""
    label: Any
    """For people: what kind of thing it is, translatable."""
    words: str
    at: datetime | None = None
    address: str = ""
    """Path of the exact place, with its fragment; empty where there is none the person may see."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """More for the export, as JSON knows it."""


class Record:
    """What one app holds about people."""

    name: str
    """In the export and in addresses: lower case, lasting."""
    title: Any
    covers: tuple[str, ...] = ()
    """Relations to the person it answers for, each as app.Model.field."""

    def rows(self, person: Any) -> Iterable[Row]:
        """All of it, newest first. Nothing of anybody else."""
        raise NotImplementedError

    def give_back(self, person: Any) -> None:
        """Take away what the person may do for an office; called when they ask to be erased."""

    def erase(self, person: Any) -> None:
        """Do what is to be done before the account's row goes, in the same transaction.

        With the row go the rows that cascade; what is kept loses its relation by itself.
        """


class Touched(Record):
    """What staff made or changed, as a list of names: the things are the office's, and stay."""

    def __init__(self, name: str, title: Any, *covers: str) -> None:
        self.name, self.title, self.covers = name, title, covers

    def rows(self, person: Any) -> Iterable[Row]:
        """Name each thing, with what the person was to it."""
        for path in self.covers:
            model, relation = relation_of(path)
            label = model._meta.get_field(relation).verbose_name
            for thing in model._default_manager.filter(**{relation: person}).order_by("-pk"):
                words = f"{model._meta.verbose_name}: {thing}"
                yield Row(kind=f"{model._meta.model_name}-{relation}", label=label, words=words)


def relation_of(path: str) -> tuple[Any, str]:
    """The model and the field that app.Model.field names."""
    app, model, relation = path.split(".")
    return apps.get_model(app, model), relation


_records: dict[str, Record] = {}
_exempt: dict[str, str] = {}


def register(record: Record) -> None:
    """Take in what an app tells; a name has one record. Shown in the order of registration."""
    _records[record.name] = record


def exempt(why: str, *paths: str) -> None:
    """Name relations that say nothing worth telling: `why` is for whoever asks what was left out."""
    _exempt.update(dict.fromkeys(paths, why))


def registered() -> list[Record]:
    """All records, the account's own first."""
    return sorted(_records.values(), key=lambda record: record.name != "account")


def exempted() -> dict[str, str]:
    """What was left out, and why."""
    return dict(_exempt)
