"""Following things, and telling those who follow them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from commons.directory.models import PublicBody
from commons.jobs.services import enqueue
from commons.people.refusals import Refused

from ..adapters import Thing, adapter_for, described
from ..models import Follow, Followable
from ..words import Words
from .telling import AT_ONCE, Message, made, tell_batch


class FollowRefused(Refused):
    """It can't be followed, or not by this person."""

    code = "follow"


def follow(*, by: Any, thing: Thing) -> None:
    """Follow what one may read; doing so twice is doing so once. Raises FollowRefused."""
    if not by.is_authenticated or thing not in described(by, [thing]):
        raise FollowRefused(_("There is nothing here that you could follow."), code="not-found")
    follow_own(by=by, thing=thing)


def follow_own(*, by: Any, thing: Thing) -> None:
    """Let somebody follow what they have just made, without asking whether they may read it."""
    with transaction.atomic():
        handle, _new = Followable.objects.get_or_create(kind=thing.kind, key=thing.key)
        Follow.objects.get_or_create(person=by, followable=handle)


def unfollow(*, by: Any, thing: Thing) -> None:
    """Follow it no longer; also what one may no longer read."""
    Follow.objects.filter(person=by, followable__kind=thing.kind, followable__key=thing.key).delete()


def tell_followers(
    *,
    of: Sequence[Thing],
    kind: str,
    line: Words,
    event: str,
    said: Words | None = None,
    actor: str = "",
    role: str = "",
    address: str = "",
    thing: str = "",
    by: Any = None,
    office: PublicBody | None = None,
    concerned: bool = False,
    but: Iterable[int | None] = (),
) -> None:
    """Tell whoever follows one of the things, by a job after commit, as `tell` tells people.

    News are of the first of the things: nobody is told who may not read it then. With `concerned` also those are told
    whom official news of it concern; `but` names people who are told otherwise.
    """
    message = made(
        kind=kind, line=line, said=said, actor=actor, role=role, address=address, thing=thing, event=event, by=by,
        office=office, about=of[0],
    )  # fmt: skip
    enqueue(
        task="commons.notifications.tasks.tell_followers",
        key=f"notifications.followers:{kind}:{event}",
        payload={
            "of": [list(one) for one in of],
            "concerned": concerned,
            "but": [key for key in but if key],
            "message": asdict(message),
        },
    )


def tell_those_who_follow(
    *, of: Sequence[Thing], message: Message, concerned: bool, but: Iterable[int], report: Any = None
) -> None:
    """Tell them in batches; whoever was told already is told nothing."""
    people: set[int] = set()
    for thing in of:
        rows = Follow.objects.filter(followable__kind=thing.kind, followable__key=thing.key)
        people.update(rows.values_list("person_id", flat=True))
    adapter = adapter_for(of[0].kind)
    if adapter and concerned:
        people.update(adapter.concerned(of[0].key))
    keys = sorted(people - set(but))
    public = of[0] in described(AnonymousUser(), of[:1])
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        tell_batch(people=some if public else _who_may_read(of[0], some), message=message)
        if report:
            report(start / len(keys))


def _who_may_read(thing: Thing, keys: Sequence[int]) -> list[int]:
    """Keep the people who may read what not everyone may."""
    people = get_user_model().objects.filter(pk__in=keys)
    return [person.pk for person in people if thing in described(person, [thing])]
