import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from commons.people.models import User

from .factories import PASSWORD, person

pytestmark = pytest.mark.django_db


def test_one_address_is_one_account_whatever_the_case():
    person(email="ana@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Ana@Example.org")


def test_signing_in_ignores_the_case_of_the_address():
    ana = person(email="Ana@Example.org", password=PASSWORD)
    assert ana.email == "ana@example.org"
    assert User.objects.get_by_natural_key("ANA@example.ORG") == ana


def test_others_never_see_a_part_of_the_address():
    nameless = person(email="secret.name@example.org", name="")
    shown = [str(nameless), nameless.public_name, nameless.get_full_name(), nameless.get_short_name()]
    assert not [text for text in shown if "secret" in text]


def test_no_name_but_the_public_one_is_kept():
    assert {"first_name", "last_name", "username"} & {field.name for field in User._meta.get_fields()} == set()


def test_a_wrong_password_opens_nothing(rf):
    ana = person(password=PASSWORD)
    request = rf.post("/")
    assert authenticate(request, email=ana.email, password="something else") is None
