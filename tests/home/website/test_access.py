"""Who may look at which address, asked of the whole site as each kind of person and compared with docs/access.md."""

import os
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.http import StreamingHttpResponse
from django.test import Client

from commons.people.models import User
from tests.home.website.access import addresses, listing, world

pytestmark = pytest.mark.django_db
PEOPLE = (
    "Visitor", "Member", "Author", "Editor", "Official", "Other official", "Moderator", "Host", "Agent", "Lead",
)  # fmt: skip


def look(town: SimpleNamespace, person: User | None) -> dict[str, str]:
    """Ask for everything as somebody; give what each answer means by what was asked for."""
    client = Client()
    if person:
        client.force_login(person)
    asked = addresses.pages(town)
    for found in addresses.addresses(town).values():
        asked |= {addresses.label(address, town): address for address in found}
    seen = {}
    for name, address in asked.items():
        response = client.get(address)
        seen[name] = listing.seen(response)
        if response.streaming:
            _read(response) if response.is_async else response.getvalue()
    return seen


@async_to_sync
async def _read(response: StreamingHttpResponse) -> None:
    """Read a file to its end, which closes it."""
    async for _piece in response:
        pass


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_sees_what_the_list_says_and_nothing_else(who, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    town = world.build()
    assert {name: cells[who] for name, cells in listing.read().items()} == look(town, town.people[who])


def test_every_address_is_asked_or_said_why_not():
    assert [name for name, found in addresses.addresses(world.build()).items() if not found] == []


@pytest.mark.skipif("LIST_ACCESS" not in os.environ, reason="the list is only written when one asks for it")
def test_write_the_list(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    town = world.build()
    columns = {who: look(town, town.people[who]) for who in PEOPLE}
    table = {name: {who: column[name] for who, column in columns.items()} for name in columns["Lead"]}
    listing.PATH.write_text(listing.written(table))
