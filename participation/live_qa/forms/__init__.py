"""What people fill in: to join and to ask in the room, and to announce a session in the CMS."""

from .room import AskForm, JoinForm
from .session import LiveSessionForm

__all__ = ["AskForm", "JoinForm", "LiveSessionForm"]
