"""Deeds of telling: follow, tell, read what one was told. Each checks, writes and announces in one transaction."""

from .following import FollowRefused, follow, follow_own, tell_followers, tell_those_who_follow, unfollow
from .mailing import OFF, put_together, send
from .reading import read, read_all
from .telling import Message, tell, tell_batch
from .wishing import WishRefused, prefer, unsubscribe

__all__ = [
    "OFF",
    "FollowRefused",
    "Message",
    "WishRefused",
    "follow",
    "follow_own",
    "prefer",
    "put_together",
    "read",
    "read_all",
    "send",
    "tell",
    "tell_batch",
    "tell_followers",
    "tell_those_who_follow",
    "unfollow",
    "unsubscribe",
]
