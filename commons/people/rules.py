"""What a public name may be, and who may change whose account."""

import re
import unicodedata
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from .disguises import looks_like
from .names import reserved
from .refusals import Refused

LONGEST_NAME = 60
TIME_TO_COME_BACK = timedelta(days=14)
"""Between asking to be erased and being erased."""
_ADDRESS = re.compile(r"\S+@\S+\.\S+")


class NameRefused(Refused):
    """The public name can't be shown to others as it is."""

    code = "name"


def tidy_name(name: str) -> str:
    """Take out what only deceives the eye: invisible and direction-changing characters, and doubled spaces."""
    shown = "".join(character for character in name if unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cn"})
    return " ".join(shown.split())


def check_name(name: str) -> str:
    """Give the name as it will be shown; NameRefused when nothing is left or it would give an address away."""
    tidy = tidy_name(name)
    if not any(character.isalnum() for character in tidy):
        raise NameRefused(_("Give a name with at least one letter or number."), field="display_name")
    if len(tidy) > LONGEST_NAME:
        raise NameRefused(
            _("Use at most %(count)s characters.") % {"count": LONGEST_NAME}, code="long", field="display_name"
        )
    if _ADDRESS.search(tidy):
        raise NameRefused(
            _("Everyone will see this name: choose one that is not an e-mail address."), field="display_name"
        )
    return tidy


def check_unofficial(name: str) -> None:
    """Raise NameRefused for a name that readers could take for an office's, however it is written."""
    if any(looks_like(name, official) for official in reserved()):
        raise NameRefused(
            _("This could be taken for the name of an office. Choose one that nobody takes for official."),
            code="official",
            field="display_name",
        )


def may_change_account(by: Any, person: Any) -> bool:
    """Whether who keeps accounts may keep this one: nobody changes or closes that of someone with more rights."""
    return by.is_superuser or not person.is_superuser
