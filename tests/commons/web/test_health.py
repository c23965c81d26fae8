"""What the machine that looks after the site is told."""

import pytest

from commons.jobs.heartbeat import beat
from commons.jobs.rules import Lane
from commons.web import health

WELL = {"database": "well", "migrations": "well", "channel layer": "well", "worker": "well"}


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(health, "_seen", set())


@pytest.fixture
def working():
    for lane in Lane:
        beat(lane)


def test_the_process_lives_whatever_else_does_not(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(health, "database", lambda: "does not answer")
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db(transaction=True)
def test_ready_when_all_is_well(client, working):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "ill": [], "parts": WELL})
    assert "no-store" in response.headers["Cache-Control"]


async def _silent():
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("part", "words", "break_it"),
    [
        ("database", "does not answer", lambda patch: patch.setattr(health, "connection", None)),
        ("channel layer", "does not answer", lambda patch: patch.setattr(health, "channel_layer_answers", _silent)),
        (
            "worker",
            "no sign of life from heavy",
            lambda patch: patch.setattr(health, "silent_lanes", lambda: [Lane.HEAVY]),
        ),
        (
            "migrations",
            "1 have not run",
            lambda patch: patch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["jobs.0001"]),
        ),
    ],
)
def test_the_ill_part_is_named(client, working, monkeypatch, part, words, break_it):
    if part == "database":
        health._seen.add("migrated")
    break_it(monkeypatch)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "ill": [part], "parts": WELL | {part: words}}


@pytest.mark.django_db(transaction=True)
def test_a_channel_layer_that_is_down(client, working, monkeypatch):
    monkeypatch.setattr("commons.realtime.health.get_channel_layer", lambda: None)
    assert client.get("/readyz").json()["ill"] == ["channel layer"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_can_be_sent_to_them(client, path):
    assert client.post(path).status_code == 405
