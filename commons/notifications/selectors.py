"""What a person was told: always the viewer's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .adapters import Described, Thing, adapter_for, described
from .kinds import known
from .models import Follow, Inbox, Mail, Muted, Notification, Preferences
from .rules import Role
from .words import params_of, said

PER_PAGE = 20
#: So many about one thing are said one by one in a mail.
FEW = 3


@dataclass(frozen=True, kw_only=True)
class Followed:
    """Something a person follows."""

    thing: Thing
    kind: str
    label: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One line of the list: a notification, or several of a kind about one thing."""

    pk: int
    """The latest; marking it read marks those before it."""
    line: str
    said: str
    actor: str
    office: str
    role: str
    unread: bool
    count: int
    at: Any
    kind: str = ""
    address: str = ""
    """The exact place, in the reader's language; of mails only."""


def notifications(viewer: Any, number: Any = 1) -> Page[Told]:
    """Give a page of what the viewer was told, the latest first."""
    own = Notification.objects.filter(person=viewer, listed=True)
    groups = own.order_by().values("kind", "thing", "read_at").annotate(count=Count("pk"), last=Max("pk"))
    page: Any = Paginator(groups.order_by("-last"), PER_PAGE).get_page(number)
    page.object_list = _told(viewer, list(page.object_list))
    return page


def _told(viewer: Any, groups: Sequence[dict[str, Any]]) -> list[Told]:
    rows = Notification.objects.filter(person=viewer, pk__in=[group["last"] for group in groups])
    found = {row.pk: row for row in rows.select_related("by", "office", "about").prefetch_related("office__texts")}
    readable = readable_of(viewer, found.values())
    return [
        in_words(found[group["last"]], group["count"], readable.get(group["last"]))
        for group in groups
        if group["last"] in found
    ]


def readable_of(viewer: Any, rows: Iterable[Notification]) -> dict[int, str]:
    """Name what each notification is about that may still be said to the viewer; a few queries for all."""
    listed = list(rows)
    things = described(viewer, {Thing(row.about.kind, row.about.key) for row in listed if row.about})
    events: dict[str, set[str]] = {}
    for row in listed:
        events.setdefault(row.kind, set()).add(row.event)
    still = {
        name: set(kind.still(some)) for name, some in events.items() if (kind := known(name)) is not None and kind.still
    }
    names = {row.pk: _name(row, things) for row in listed if row.kind not in still or row.event in still[row.kind]}
    return {key: name for key, name in names.items() if name is not None}


def _name(row: Notification, things: Mapping[Thing, Described]) -> str | None:
    """The name of what a row is about: empty where that is not asked, None where it may not be read."""
    if row.about is None:
        return ""
    words = things.get(Thing(row.about.kind, row.about.key))
    return words.label if words else None


def in_words(row: Notification, count: int, about: str | None) -> Told:
    """Say a notification, or several of which it is the latest; `about` names its thing, None where that is hidden."""
    if about is None:
        gone = _("You were told of something that is no longer on show.")
        return Told(
            pk=row.pk, line=gone, said="", actor="", office="", role="", unread=row.read_at is None, count=count,
            at=row.at,
        )  # fmt: skip
    kind = known(row.kind)
    many = kind.many if kind and count > 1 else None
    return Told(
        pk=row.pk,
        line=many(count, params_of(row.line)) if many else said(row.line, about=about),
        said=said(row.said),
        actor=row.by.public_name if row.by else row.actor,
        office=row.office.name if row.office else "",
        role=row.get_role_display() if row.role and row.role != Role.OFFICIAL else "",
        unread=row.read_at is None,
        count=count,
        at=row.at,
        kind=row.kind,
        address=f"/{get_language()}{row.address}" if row.address else "",
    )


def in_mail(viewer: Any, mail: Mail) -> list[Told]:
    """Give what a mail says, by thing, the oldest first: what was read or hidden meanwhile is left out."""
    rows = mail.notifications.filter(read_at=None).select_related("by", "office", "about").order_by("pk")
    listed = list(rows.prefetch_related("office__texts"))
    readable = readable_of(viewer, listed)
    groups: dict[tuple[str, str], list[Notification]] = {}
    for row in listed:
        if row.pk in readable:
            groups.setdefault((row.thing, row.kind), []).append(row)
    return [told for key in sorted(groups) for told in _mailed(groups[key], readable)]


def _mailed(rows: Sequence[Notification], names: Mapping[int, str]) -> list[Told]:
    """Say each of a few about one thing, and many in a line that leads to the first."""
    kind = known(rows[0].kind)
    if len(rows) <= FEW or not (kind and kind.many):
        return [in_words(row, 1, names[row.pk]) for row in rows]
    last = in_words(rows[-1], len(rows), names[rows[-1].pk])
    return [replace(last, address=in_words(rows[0], 1, names[rows[0].pk]).address)]


def preferences(viewer: Any) -> Preferences:
    """Give how the viewer wants to be told; what everyone begins with where they never said."""
    return Preferences.objects.filter(person=viewer).first() or Preferences(person=viewer)


def muted(viewer: Any) -> set[tuple[str, str]]:
    """Give the kinds and channels the viewer switched off."""
    return set(Muted.objects.filter(person=viewer).values_list("kind", "channel"))


def notification(viewer: Any, pk: int) -> Notification | None:
    """Give one notification of the viewer's own."""
    return Notification.objects.filter(person=viewer, pk=pk).first()


def place_of(viewer: Any, notification: Notification) -> str:
    """Give the address a line of the list leads to, in the reader's language: the first unread one's."""
    same = Notification.objects.filter(person=viewer, kind=notification.kind, thing=notification.thing)
    first = same.filter(read_at=notification.read_at).aggregate(first=Min("pk"))["first"]
    address = same.filter(pk=first).values_list("address", flat=True).first()
    return f"/{get_language()}{address}" if address else ""


def unread(viewer: Any) -> int:
    """Count the unread lines of the viewer's list, in one query; a stranger has none, and nothing is asked."""
    if not viewer.is_authenticated:
        return 0
    rows = Notification.objects.filter(person=viewer, listed=True, read_at=None)
    return rows.order_by().values("kind", "thing").distinct().count()


def change(viewer: Any) -> int:
    """Give the number of the last change of the viewer's notifications."""
    return Inbox.objects.filter(person=viewer).values_list("change", flat=True).first() or 0


def things_followed(viewer: Any) -> set[Thing]:
    """Name all that the viewer follows, in one query; a stranger follows nothing, and nothing is asked."""
    if not viewer.is_authenticated:
        return set()
    rows = Follow.objects.filter(person=viewer).values_list("followable__kind", "followable__key")
    return {Thing(*row) for row in rows}


def followed(viewer: Any) -> list[Followed]:
    """List what the viewer follows and may still read, by kind and name."""
    found = [
        Followed(thing=thing, kind=str(adapter.label), label=words.label, address=words.address)
        for thing, words in described(viewer, things_followed(viewer)).items()
        if (adapter := adapter_for(thing.kind))
    ]
    return sorted(found, key=lambda one: (one.kind.casefold(), one.label.casefold()))
