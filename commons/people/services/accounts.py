"""Opening an account and changing what it says."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Look, User
from ..refusals import Refused
from ..roles import roles_of
from ..rules import check_name, check_unofficial


class LanguageRefused(Refused):
    """The site does not speak the language."""

    code = "language"


@transaction.atomic
def open_account(
    *, email: str, display_name: str, password: str | None = None, language: str = "", roles: Iterable[str] = ()
) -> User:
    """Open an account whose address is known to be right; without a password nobody can sign in with one.

    For commands: people open their own by signing up. Raises NameRefused.
    """
    if not roles:
        check_unofficial(display_name)
    person = User.objects.create_user(email, password, display_name=check_name(display_name), language=language)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    person.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return person


def note_look(*, by: Any, person: User, changed: bool = False) -> None:
    """Note for the person that somebody of the staff opened or changed their account; one's own is nobody's news."""
    if by.pk != person.pk:
        Look.objects.create(by=by, person=person, deed=Look.Deed.CHANGED if changed else Look.Deed.LOOKED)


def take_turn(*, person: User) -> None:
    """Let one request at a time act as this person until the transaction ends, so that what is counted stays true."""
    list(User.objects.select_for_update(no_key=True).filter(pk=person.pk).values("pk"))


def change_profile(*, person: User, display_name: str, language: str) -> User:
    """Change how a person is called in public and in which language we write; NameRefused, LanguageRefused."""
    if language not in dict(settings.LANGUAGES):
        raise LanguageRefused(_("Choose one of the languages of this site."), field="language")
    name = check_name(display_name)
    if name != person.display_name and not roles_of(person):
        check_unofficial(name)
    with transaction.atomic():
        person.display_name = name
        person.language = language
        person.save(update_fields=["display_name", "language"])
    return person
