"""The room of a live session: who may join, and what each audience is sent."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest

from commons.people import participants
from commons.realtime.rooms import EVERYONE, Room, Seat, Snapshot, TurnedAway

from . import codes, selectors

HOSTS = "hosts"


class LiveRoom(Room):
    """`live.<code>`: everyone with the code, and the hosts, who see the queue as well."""

    kind = "live"
    path = r"ws/live/(?P<key>[A-Za-z0-9]{4,12})/"

    def admit(self, request: HttpRequest, key: str) -> Seat:
        """Everyone who finds the session; `?as=host` asks for the hosts' seat."""
        session = selectors.session_for(request.user, key)
        if session is None:
            raise TurnedAway("not_found")
        participant = participants.read(request)
        owner = participant.key_in(session.pk) if participant else ""
        if request.GET.get("as") != "host":
            return Seat(key=session.code, audience=EVERYONE, owner=owner)
        if not selectors.is_host(request.user, session):
            raise TurnedAway("not_allowed")
        return Seat(key=session.code, audience=HOSTS, guarded=True)

    def snapshot(self, key: str, audience: str, since: int | None) -> Snapshot:
        """The session as the audience sees it, or what changed in it."""
        frame = selectors.frame(for_hosts=audience == HOSTS, code=codes.normalise(key), since=since)
        if frame is None:
            raise TurnedAway("not_found")
        return frame

    def own(self, key: str, owners: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """Each participant's questions and supports."""
        return selectors.own_parts(code=codes.normalise(key), participants=owners)
