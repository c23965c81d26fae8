"""What people are called where others see them."""

from django.utils.translation import gettext as _


def public_name(number: int, chosen: str) -> str:
    """Give the name a person chose, else one made of their account's number; never a part of the address."""
    return chosen or _("Participant %(number)s") % {"number": number}
