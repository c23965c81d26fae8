"""Session keys that nobody was given are no keys, whatever they hold."""

import pytest
from django.conf import settings

from tests.commons.people import factories as make


@pytest.mark.parametrize("key", ["a" * 12 + "\0", "'; drop", "éééééééééééé", "x" * 5_000, "short", ""])
def test_a_forged_key_is_nobody(client, db, key):
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    response = client.get("/en/accounts/login/")
    assert response.status_code == 200
    assert not response.wsgi_request.user.is_authenticated


def test_a_persons_page_is_for_them_alone(client, db):
    client.force_login(make.person())
    assert client.get("/en/services/")["Cache-Control"] == "private, no-cache"


def test_a_strangers_page_says_nothing_of_that(client, db):
    assert "Cache-Control" not in client.get("/en/services/")
