"""Settings every installation shares; what differs is read from the environment (see docs and README)."""

import zoneinfo
from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env.str("BASE_URL", default="").rstrip("/")

INSTALLED_APPS = [
    "home.website",
    "home.record",
    "home.search",
    "participation.live_qa",
    "participation.ideas",
    "participation.places",
    "participation.deliberation",
    "participation.consultations",
    "guides.walkthroughs",
    "guides.videos",
    "commons.moderation",
    "commons.answers",
    "commons.notifications",
    "commons.directory",
    "commons.pages",
    "commons.people",
    "commons.web",
    "commons.jobs",
    "commons.realtime",
    "commons.ui",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtailmedia",
    "wagtail.sites",
    "commons.people.apps.StaffAccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton",
    "django_htmx",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "commons.web.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "commons.web.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "commons.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "commons.people.middleware.SignedInMiddleware",
    "commons.people.middleware.StaffDoorMiddleware",
    "commons.pages.middleware.SiteMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.website.context_processors.site",
                "commons.notifications.context_processors.notifications",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
COTTON_DIR = "cotton"
# A component sees what it is handed and the context processors, never the page around it.
COTTON_ISOLATE_BY_DEFAULT = True

# SQLite to start with. WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of
# a transaction, so that two writers wait for each other instead of failing half-way.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'folkmoot.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
else:
    # Persistent connections would take a slot for every thread under ASGI: the pool bounds them instead.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
        }
    }
    CACHES = {"default": {"BACKEND": "commons.web.cache.PooledRedisCache", "LOCATION": REDIS_URL}}
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "folkmoot"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "commons.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# The password is optional: without one a person signs in with a code sent by e-mail.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "commons.people.forms.SignUpForm"
ACCOUNT_FORMS = {
    "login": "commons.people.account_forms.LoginForm",
    "signup": "commons.people.account_forms.SignupForm",
    "request_login_code": "commons.people.account_forms.RequestLoginCodeForm",
    "confirm_login_code": "commons.people.account_forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "commons.people.account_forms.ConfirmEmailVerificationCodeForm",
    "reset_password": "commons.people.account_forms.ResetPasswordForm",
    "add_email": "commons.people.account_forms.AddEmailForm",
    "change_email": "commons.people.account_forms.ChangeEmailForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# No change of the address while it waits for its code: allauth offers it to new accounts only, which tells who has one.
# Whoever mistyped it starts again.
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "commons.people.models.public_name_of"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Whether this may become the demo town: never a real site.
DEMO_ALLOWED = False
# Staff set up a second factor before the CMS lets them in.
STAFF_SECOND_FACTOR_REQUIRED = True

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Paris")
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
# Dates as they are written in British English, also where the CMS writes them.
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "commons.ui.finders.SheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Films and whatever else only some may see: served by views that ask who is there. A web server in front may send
# the bytes itself (nginx: an internal location over this folder, named here as /films-internal/).
PRIVATE_MEDIA_ROOT = DATA_DIR / "private"
PRIVATE_ACCEL_PREFIX = env.str("PRIVATE_ACCEL_PREFIX", default="")
STORAGE_URL = env.str("STORAGE_URL", default="")
# Bytes that stay free on the films' disk, whatever is uploaded and made.
FILM_ROOM_TO_SPARE = 200 * 1024 * 1024
FFMPEG_BINARY = env.str("FFMPEG_BINARY", default="")
WHISPER_MODEL_PATH = env.str("WHISPER_MODEL_PATH", default="")

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_BACKEND: str = EMAIL_CONFIG["EMAIL_BACKEND"]
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Folkmoot <no-reply@localhost>")

# Open sockets from one address in one process, at most. A town hall's devices all come from one.
SOCKETS_FROM_ADDRESS = env.int("SOCKETS_FROM_ADDRESS", default=2000)

# Seconds for which what is the same for every reader is not read again (docs/decisions/0009-kept-reads.md).
KEEP_SECONDS = 0.5
WAGTAIL_SITE_NAME = "Folkmoot"
# Names of places: browsers know no zone "localtime", which some systems list.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone or zone == "UTC")
# Staff sign in, and change their password, where everyone does: guesses are slowed there.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105 - an address
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_BASE_URL = BASE_URL or "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "commons_pages.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "commons_pages.SiteDocument"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "guides_videos.GuideVideo",
    "MEDIA_FORM_BASE": "guides.videos.forms.FilmForm",
    "VIDEO_EXTENSIONS": ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "flv"],
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The public may reach upload forms: 144 megapixels in 17 kB would take 700 MB to open.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50 * 1000 * 1000
# Nothing asks a third party anything.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}}
# Wagtail's search and reference indexing run through the default backend: it must not wait for a worker.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# A translation begins as a draft: until somebody has translated it, it would say in public what it says in English.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

SESSION_ENGINE = "commons.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# First parts of addresses (after the language) that never hold a page everyone sees alike.
PAGE_CACHE_NEVER = frozenset(
    {"accounts", "admin", "api", "data", "documents", "healthz", "me", "media", "notifications", "readyz", "static"}
)
# Cookies that others set on the site's domain and that mean nothing to it; any other keeps a visitor's pages apart.
PAGE_CACHE_IGNORED_COOKIES = frozenset(env.list("PAGE_CACHE_IGNORED_COOKIES", default=[]))
# Names and form are Django 6's. No nonce, since cached pages are the same for everyone: nothing is inline instead.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "media-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# Wagtail's admin writes scripts and styles into its pages, and shows previews in frames of its own.
SECURE_CSP_BY_PREFIX = {
    "/admin/": {
        **SECURE_CSP,
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
# Who may use what a browser offers: nobody, nor what is framed.
PERMISSIONS_POLICY = {
    "accelerometer": "",
    "browsing-topics": "",
    "camera": "",
    "display-capture": "",
    "geolocation": "",
    "gyroscope": "",
    "magnetometer": "",
    "microphone": "",
    "midi": "",
    "payment": "",
    "usb": "",
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "commons.web.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own would mail whole requests to the admins.
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
}
