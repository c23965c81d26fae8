"""Settings of the test suite: SQLite and memory, or what DATABASE_URL and REDIS_URL name."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .base import *  # noqa: F403
from .base import CACHES, CHANNEL_LAYERS, DATABASES, REDIS_URL

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_ALLOWED = True
# Tests look at once at what they changed.
KEEP_SECONDS = 0.0
# Tests of the CMS sign staff in directly; the rule has its own.
STAFF_SECOND_FACTOR_REQUIRED = False
# Goes away with the process that made it.
SCRATCH = tempfile.TemporaryDirectory(prefix="folkmoot-tests-")
MEDIA_ROOT = Path(SCRATCH.name) / "media"
PRIVATE_MEDIA_ROOT = Path(SCRATCH.name) / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files as they lie in the tree, found when asked for.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since server threads, sockets and races need connections of their own; it need not survive a crash.
    DATABASES["default"]["TEST"] = {"NAME": Path(SCRATCH.name) / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    # A pooled connection would keep the test database from being dropped at the end.
    DATABASES["default"]["OPTIONS"].pop("pool", None)
if REDIS_URL:
    # Processes of the suite run beside each other: each has a cache to clear and channels to hear of its own.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    server = urlsplit(REDIS_URL)
    number = (int(server.path.strip("/") or 0) + int(worker.removeprefix("gw"))) % 16
    CACHES["default"]["LOCATION"] = urlunsplit(server._replace(path=f"/{number}"))
    config: dict[str, Any] = CHANNEL_LAYERS["default"]["CONFIG"]  # type: ignore[assignment]
    config["prefix"] = f"test-{worker}-{os.getpid()}"
