"""Nobody learns from any form who has an account: the same status, the same way on, the same words, one mail each.

Rows are what is asked, columns whether the address has an account; times are alike because both ways write one mail
and neither hashes a password.
"""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from commons.people import services
from commons.people.models import User
from tests.home import factories as town

from .factories import PASSWORD, person

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"
NEW = {"display_name": "Ana", "email": ADDRESS}
ASKED = {
    "sign up": ("/en/accounts/signup/", {**NEW, "password1": ""}, 1),
    "sign up with a password": (
        "/en/accounts/signup/",
        {**NEW, "password1": PASSWORD},
        1,
    ),
    "sign in by code": ("/en/accounts/login/code/", {"email": ADDRESS}, 1),
    "sign in with a wrong password": ("/en/accounts/login/", {"login": ADDRESS, "password": "wrong"}, 0),
    "reset": ("/en/accounts/password/reset/", {"email": ADDRESS}, 1),
}


@pytest.fixture(autouse=True)
def _site():
    town.site()


def answered(path, data):
    """What somebody without any cookie sees, with whatever differs for everybody taken out."""
    mail.outbox.clear()
    cache.clear()  # the limits count both
    answer = Client().post(path, data, follow=True)
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, answer.redirect_chain, body, [message.to for message in mail.outbox]


@pytest.mark.parametrize("what", ASKED)
def test_the_answer_is_the_same_whoever_has_an_account(what):
    path, data, mails = ASKED[what]
    unknown = answered(path, data)
    User.objects.all().delete()
    person(email=ADDRESS, password=PASSWORD)
    known = answered(path, data)
    assert known == unknown
    assert len(known[3]) == mails


@pytest.mark.parametrize("what", ["closed", "without a password", "asked to be erased"])
def test_nor_what_kind_of_account_it_is(what):
    made = person(email=ADDRESS, password=None if what == "without a password" else PASSWORD)
    if what == "closed":
        User.objects.filter(pk=made.pk).update(is_active=False)
    if what == "asked to be erased":
        services.ask_erasure(person=made)
    path, data, _mails = ASKED["sign in with a wrong password"]
    found = answered(path, data)
    User.objects.all().delete()
    assert found == answered(path, data)
