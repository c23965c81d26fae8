"""A real installation. Refuses to start half-configured, and says what is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import (
    ALLOWED_HOSTS,
    BASE_URL,
    LOGGING,
    SECRET_KEY,
    SECURE_CSP,
    SECURE_CSP_BY_PREFIX,
    STORAGE_URL,
    env,
)
from .object_storage import origin, storages

required = {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": ALLOWED_HOSTS, "BASE_URL": BASE_URL}
missing = [name for name, value in required.items() if not value]
if missing:
    raise ImproperlyConfigured("Set in the environment before starting: " + ", ".join(missing))

DEBUG = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Probes of the machine itself come without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if STORAGE_URL:
    STORAGES |= storages(STORAGE_URL)
    for directive in ("img-src", "media-src"):
        for policy in (SECURE_CSP, *SECURE_CSP_BY_PREFIX.values()):
            policy[directive] = [*policy[directive], origin(STORAGE_URL)]
LOGGING["handlers"]["console"]["formatter"] = "json"
LOGGING["root"]["level"] = "INFO"
# The servers' own lines name each request's address and query.
LOGGING["loggers"] |= {name: {"handlers": [], "propagate": False} for name in ("daphne.access", "uvicorn.access")}
# Each save of a page would leave a dozen lines.
LOGGING["loggers"] |= {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail")}

if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    import sentry_sdk

    sentry_sdk.init(
        dsn=SENTRY_DSN, send_default_pii=False, max_request_body_size="never", include_local_variables=False
    )
