"""Production's settings on the bench's own data; `bench.__main__` sets the environment they ask for."""

from config.settings.production import *  # noqa: F403
from config.settings.production import LOGGING

# As production, but for names with checksums, which are a matter of files and not of time.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
LOGGING["root"]["level"] = "WARNING"
