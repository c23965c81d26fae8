"""Deeds on accounts."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from .models import User
from .refusals import Refused
from .rules import check_name


class LanguageRefused(Refused):
    """The site does not speak the language."""

    code = "language"


def change_profile(*, person: User, display_name: str, language: str) -> User:
    """Change how a person is called in public and in which language we write; NameRefused, LanguageRefused."""
    if language not in dict(settings.LANGUAGES):
        raise LanguageRefused(_("Choose one of the languages of this site."), field="language")
    name = check_name(display_name)
    with transaction.atomic():
        person.display_name = name
        person.language = language
        person.save(update_fields=["display_name", "language"])
    return person
