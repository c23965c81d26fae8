"""What a live session announces to its room."""

from dataclasses import dataclass

from commons.realtime.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveEvent(Event):
    """Something happened in a session; `number` is its change's."""

    code: str
    number: int

    @property
    def room(self) -> str:
        """The session's room."""
        return f"live.{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChanged(LiveEvent):
    """The session was opened, closed or edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChanged(LiveEvent):
    """A question was asked, or its state or answer changed."""

    question_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportChanged(LiveEvent):
    """A question was supported, or support was taken back."""

    question_id: int
