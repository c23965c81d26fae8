"""Tells a form that was sent twice from two forms: the same words with the same token are the same submission."""

from uuid import UUID, uuid4, uuid5


def new_token() -> UUID:
    """Make the token a form carries."""
    return uuid4()


def submission_key(token: UUID, *words: str) -> UUID:
    """Give what is stored of a submission. Changed words with an old token (the back button) are a new one."""
    return uuid5(token, "\x1f".join(words))
