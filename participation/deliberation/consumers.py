"""The live room of a thread: tells which posts were added or changed, never what they say."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from commons.realtime.rooms import Room, Seat, Snapshot, TurnedAway

from . import selectors

EVERYONE = AnonymousUser()


class ThreadRoom(Room):
    """A discussion that is being read while people write in it."""

    kind = "thread"
    path = r"ws/threads/(?P<key>[0-9]{1,18})/"

    def admit(self, request: HttpRequest, key: str) -> Seat:
        """Let in whoever may read the thread's page."""
        thread = selectors.thread(request.user, int(key))
        if thread is None:
            raise TurnedAway("not_found")
        return Seat(key=str(thread.pk))

    def snapshot(self, key: str, audience: str, since: int | None) -> Snapshot:
        """Name the posts added or changed after a number, as a reader without any right sees them."""
        thread = selectors.thread(EVERYONE, int(key))
        if thread is None:
            raise TurnedAway("not_found")
        if since is None or since > thread.change:
            return Snapshot(number=thread.change, body={"changed": [], "posts": thread.post_count})
        changed = selectors.changes_after(EVERYONE, thread, since)
        more = len(changed) == selectors.FRAME
        number = changed[-1]["changed"] if more else thread.change
        body = {"changed": changed, "posts": thread.post_count}
        return Snapshot(number=number, since=since, body=body, empty=not changed, more=more)
