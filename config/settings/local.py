"""One machine, one process: what `make run` uses. Everything works without setting anything."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, BASE_URL, DATA_DIR, EMAIL_BACKEND, SECRET_KEY, env

# Off, so that whoever tries the site meets its own error pages; DEBUG=1 shows Django's, and the style guide.
DEBUG = env.bool("DEBUG", default=False)
# Static files as they lie in the tree, found when asked for: nobody has to collect them first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
BASE_URL = BASE_URL or f"http://localhost:{env.int('PORT', default=8000)}"
WAGTAILADMIN_BASE_URL = BASE_URL
if EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
    EMAIL_BACKEND = "commons.web.mail.ReadableBackend"
DEMO_ALLOWED = True
# The demo's staff can be tried without a phone; staff pages say so.
STAFF_SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

if not SECRET_KEY:
    # Kept beside the data, so that sessions survive a restart without anybody having to choose a key.
    key_file = DATA_DIR / "secret-key"
    if not key_file.exists():
        key_file.touch(mode=0o600)
        key_file.write_text(get_random_secret_key())
    SECRET_KEY = key_file.read_text().strip()
