"""What is announced of threads."""

from dataclasses import dataclass

from commons.realtime.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEvent(Event):
    """Something happened to a post of a thread."""

    thread_id: int
    post_id: int

    @property
    def room(self) -> str:
        """The thread's room."""
        return f"thread.{self.thread_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAdded(ThreadEvent):
    """A post was added to a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostChanged(ThreadEvent):
    """A post was edited, withdrawn, hidden or shown again."""
