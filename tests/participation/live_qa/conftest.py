"""Forms as people send them."""

import time

import pytest
from django.urls import reverse

from commons.people import abuse
from commons.people.abuse import stamp


@pytest.fixture
def shown():
    """The stamp of a form that was shown long enough ago."""
    real, abuse.time = abuse.time, type("Past", (), {"time": staticmethod(lambda: time.time() - 60)})
    try:
        return stamp()
    finally:
        abuse.time = real


@pytest.fixture
def ask(client, shown):
    def ask(session, text="Why?", *, by=client, headers=None, **fields):
        data = {"text": text, "name": "", "shown": shown, "trap": "", **fields}
        return by.post(reverse("live_qa:ask", args=[session.code]), data, headers=headers)

    return ask
