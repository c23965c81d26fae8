"""What is announced of a person's notifications, to nobody but them."""

from dataclasses import dataclass

from commons.realtime.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxChanged(Event):
    """A person was told something, or read it."""

    person_id: int

    @property
    def room(self) -> str:
        """The person's own room."""
        return f"inbox.{self.person_id}"
