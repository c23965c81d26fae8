"""STORAGE_URL in all its parts, and what it makes of the pages' policy."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.object_storage import origin, storages

URL = "s3://key:sec%2Fret@storage.example:9000/town?region=eu-west-3"


def test_each_part_goes_where_it_belongs():
    found = storages(URL)
    assert {name: storage["OPTIONS"]["location"] for name, storage in found.items()} == {
        "default": "media",
        "private": "private",
    }
    options = found["private"]["OPTIONS"]
    assert (options["access_key"], options["secret_key"]) == ("key", "sec/ret")
    assert (options["endpoint_url"], options["bucket_name"]) == ("https://storage.example:9000", "town")
    assert (options["region_name"], options["querystring_auth"]) == ("eu-west-3", True)


def test_addresses_are_signed_and_end(settings):
    settings.STORAGES = settings.STORAGES | storages(URL)
    from django.core.files.storage import storages as made

    address = made["private"].url("films/1.mp4")
    assert address.startswith("https://storage.example:9000/town/private/films/1.mp4?")
    assert "X-Amz-Signature" in address or "Signature" in address


@pytest.mark.parametrize(
    "url", ["file:///tmp", "s3://storage.example/town", "s3://key:secret@storage.example/", "s3:///x"]
)
def test_half_an_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL"):
        storages(url)


def test_the_origin_has_no_secret_in_it():
    assert origin("s3://key:secret@storage.example/town") == "https://storage.example"
