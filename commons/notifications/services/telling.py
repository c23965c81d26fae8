"""The one door through which people are told something."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from commons.directory.models import PublicBody
from commons.jobs.services import enqueue

from ..adapters import Thing
from ..kinds import kind_of
from ..models import Followable, Notification
from ..rules import Role, plain_address
from ..words import Words
from . import inbox
from .wishing import wishes

#: People told in the request itself; more are told by jobs of as many each.
AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Message:
    """What people are told, as it is stored with each of them and handed to jobs."""

    kind: str
    event: str
    thing: str
    line: dict[str, Any]
    said: dict[str, Any] = field(default_factory=dict)
    about_id: int | None = None
    by_id: int | None = None
    actor: str = ""
    office_id: int | None = None
    role: str = ""
    address: str = ""
    at: str = field(default_factory=lambda: timezone.now().isoformat())


def tell(
    *,
    people: Iterable[Any],
    kind: str,
    line: Words,
    said: Words | None = None,
    actor: str = "",
    role: str = "",
    address: str = "",
    thing: str = "",
    event: str = "",
    by: Any = None,
    office: PublicBody | None = None,
    about: Thing | None = None,
) -> None:
    """Tell people what happened, once each, and never whoever did it. Part of the caller's transaction.

    `line` says what happened and `said` what was said. `event` names what happened, so that telling of it again changes
    nothing; without one each call is an event of its own. Unread ones about the same `thing` are shown as one.
    `actor` is the public name of who spoke; `by`, the person, shows it as it is now. With `office` they spoke for it.
    `about` is what is to be readable for it to be shown. `address` is the exact place on this site; a language in
    front of it is taken away.
    """
    message = made(
        kind=kind, line=line, said=said, actor=actor, role=role, address=address, thing=thing, event=event, by=by,
        office=office, about=about,
    )  # fmt: skip
    keys = sorted({person.pk for person in people if person.pk is not None})
    with transaction.atomic():
        if len(keys) <= AT_ONCE:
            tell_batch(people=keys, message=message)
            return
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            enqueue(
                task="commons.notifications.tasks.tell_some",
                key=f"notifications.tell:{message.kind}:{message.event}:{some[0]}",
                payload={"people": some, "message": asdict(message)},
            )


def made(
    *,
    kind: str,
    line: Words,
    said: Words | None,
    actor: str,
    role: str,
    address: str,
    thing: str,
    event: str,
    by: Any,
    office: PublicBody | None,
    about: Thing | None,
) -> Message:
    """Put a message together, checked; a KeyError or ValueError is the caller's mistake, not a reader's."""
    role = role or (Role.OFFICIAL.value if office else "")
    if role and role not in Role.values:
        raise ValueError(f"unknown role {role!r}")
    event = event or uuid4().hex
    return Message(
        kind=kind_of(kind).name,
        event=event,
        thing=thing or event,
        line=line.as_json(),
        said=said.as_json() if said else {},
        about_id=Followable.objects.get_or_create(kind=about.kind, key=about.key)[0].pk if about else None,
        by_id=by.pk if by else None,
        actor=actor,
        office_id=office.pk if office else None,
        role=role,
        address=plain_address(address),
    )


def tell_batch(*, people: Sequence[int], message: Message) -> None:
    """Store a message for some people by their keys, whoever of them is still here, but not for who did it."""
    told = {**asdict(message), "at": datetime.fromisoformat(message.at)}
    with transaction.atomic():
        here = get_user_model().objects.filter(pk__in=people, is_active=True).exclude(pk=message.by_id or 0)
        keys = list(here.order_by("pk").values_list("pk", flat=True))
        wanted = wishes(keys, message.kind, told["at"])
        rows = [Notification(person_id=key, listed=wish.listed, mail_due=wish.mail_due, **told) for key, wish in wanted]
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        inbox.changed(keys)
