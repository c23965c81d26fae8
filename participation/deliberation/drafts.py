"""Keeps what somebody typed while they sign in. It lies in their own session, for as long as that lasts."""

from collections.abc import MutableMapping
from typing import Any

#: Drafts kept at once for one visitor; the oldest goes.
MOST = 5
_KEY = "drafts"


def keep(session: MutableMapping[str, Any], name: str, fields: dict[str, str]) -> None:
    """Keep the fields of a form under a name; an earlier draft of that name is replaced."""
    drafts = {key: value for key, value in session.get(_KEY, {}).items() if key != name}
    drafts[name] = fields
    session[_KEY] = dict(list(drafts.items())[-MOST:])


def kept(session: MutableMapping[str, Any], name: str) -> dict[str, str] | None:
    """Give what was kept under a name, without forgetting it: the page may be read again."""
    return session.get(_KEY, {}).get(name)


def forget(session: MutableMapping[str, Any], name: str) -> None:
    """Forget a draft, once it was sent."""
    drafts = session.get(_KEY, {})
    if name in drafts:
        session[_KEY] = {key: value for key, value in drafts.items() if key != name}
