"""People with accounts: plain functions with keywords, each making one that is right by default."""

from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from commons.people.models import User

_numbers = count(1)
PASSWORD = "a long enough secret"


def person(*, email="", name="Ana", password=None, roles=(), verified=True, **fields) -> User:
    """Somebody with an account whose address is confirmed."""
    address = email or f"person{next(_numbers)}@example.org"
    made = User.objects.create_user(address, password, display_name=name, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=verified, primary=True)
    for role in roles:
        made.groups.add(Group.objects.get_or_create(name=role)[0])
    return made
