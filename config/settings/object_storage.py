"""Where media go when STORAGE_URL names a bucket: `s3://key:secret@storage.example/bucket?region=eu-west-3`."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SIGNED_FOR = 3600
"""Seconds for which a signed address of a private file holds."""


def origin(url: str) -> str:
    """Scheme and host that browsers fetch media from, for the policy of the pages."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"https://{parts.hostname}{port}"


def storages(url: str) -> dict[str, dict[str, Any]]:
    """The storages of pictures and documents ("default") and of films ("private"), in folders of one bucket.

    Nothing in it is public: every address is signed, so a bucket that refuses strangers is enough.
    """
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not (parts.hostname and parts.username and parts.password and bucket):
        raise ImproperlyConfigured("STORAGE_URL is to be s3://key:secret@host/bucket")
    options = {
        "endpoint_url": origin(url),
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "region_name": parse_qs(parts.query).get("region", [None])[0],
        "querystring_auth": True,
        "querystring_expire": SIGNED_FOR,
        "default_acl": None,
        "file_overwrite": False,
    }
    return {
        name: {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, "location": folder}}
        for name, folder in (("default", "media"), ("private", "private"))
    }
