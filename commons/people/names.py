"""What people are called where others see them."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

OFFICIAL_WORDS = (
    *("official", "officials", "administrator", "admin", "moderator", "staff", "webmaster", "helpdesk", "town hall"),
    *("officiel", "officielle", "administrateur", "administratrice", "modérateur", "modératrice", "mairie"),
)
"""What nobody without an office is called, in either language of the site."""
_reserved: list[Callable[[], Iterable[str]]] = []


def reserve(names: Callable[[], Iterable[str]]) -> None:
    """Keep names from being taken: what `names` gives is asked for each time somebody chooses theirs."""
    _reserved.append(names)


def reserved() -> list[str]:
    """All that no participant may be called."""
    return [*OFFICIAL_WORDS, *(name for names in _reserved for name in names())]


def public_name(number: int, chosen: str) -> str:
    """Give the name a person chose, else one made of their account's number; never a part of the address."""
    return chosen or _("Participant %(number)s") % {"number": number}
