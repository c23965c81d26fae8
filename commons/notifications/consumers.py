"""A person's own live room: tells how many they have not read, never what."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest

from commons.realtime.rooms import Room, Seat, Snapshot, TurnedAway

from . import selectors


class InboxRoom(Room):
    """`inbox.<person>`: only that person joins, from any of their devices."""

    kind = "inbox"
    path = r"ws/inbox/(?P<key>[0-9]{1,18})/"

    def admit(self, request: HttpRequest, key: str) -> Seat:
        """Let in the person whose room it is, and ask again while they stay: they may sign out."""
        person = request.user
        if not person.is_authenticated or not person.is_active or person.pk != int(key):
            raise TurnedAway("not_found")
        return Seat(key=str(person.pk), guarded=True)

    def snapshot(self, key: str, audience: str, since: int | None) -> Snapshot:
        """Count what is unread."""
        person = get_user_model().objects.filter(pk=int(key), is_active=True).first()
        if person is None:
            raise TurnedAway("not_found")
        number = selectors.change(person)
        known = since if since is not None and since <= number else None
        return Snapshot(number=number, since=known, body={"unread": selectors.unread(person)}, empty=known == number)
