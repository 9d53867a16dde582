"""What holds everywhere. Values that an operator may turn come from `env`, see .env.example."""

from datetime import timedelta
from typing import Any

from noken.config import database, env

ROOT = env.ROOT
VAR_DIR = database.var_dir()
DEBUG = False
PORT = env.integer("PORT", 8000, least=1, most=65535)
SITE_URL = env.site_url("SITE_URL", f"http://127.0.0.1:{PORT}")

ROOT_URLCONF = "noken.config.urls"
# Pages at the same time in one serving process; each thread keeps a database connection.
PAGE_THREADS = env.integer("PAGE_THREADS", 8, least=1, most=64)
# What attendance machines send at the same time, each thread with a connection as well.
DEVICE_THREADS = env.integer("DEVICE_THREADS", 4, least=1, most=32)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Tables of the first list lie in the schema `public`, those of the second in each instansi's own.
SHARED_APPS = [
    "django_tenants",
    "noken.tenants",
    "noken.realtime",
    "procrastinate.contrib.django",
    "django.contrib.staticfiles",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "noken.core",
    "noken.ui",
    "noken.config",
]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    # Before allauth: its pages are ours.
    "noken.accounts",
    "allauth",
    "allauth.account",
    "axes",
    "noken.audit",
    "noken.documents",
    "noken.notices",
    "noken.organization",
    "noken.calendars",
    "noken.findings",
    "noken.leave",
    "noken.attendance",
    "noken.devices",
    "noken.checkin",
    "noken.planning",
    "noken.work",
    "noken.evaluation",
    "noken.objections",
    "noken.followup",
    "noken.coaching",
    "noken.discipline",
    "noken.oversight",
    "noken.home",
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]

TENANT_MODEL = "tenants.Instansi"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
ORIGINAL_BACKEND = "noken.core.postgres"
DATABASES = {"default": database.entry()}

# Opens the health page from elsewhere than this machine.
OPERATOR_TOKEN = env.secret_file("OPERATOR_TOKEN_FILE", least=32)

# Counters must be seen by all processes. Each read is a query: no page may use it. Django forgets
# living entries above MAX_ENTRIES, which is 300 unless said otherwise: then guessing would be free.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "noken.config.health.door.HealthMiddleware",
    "noken.tenants.middleware.TenantMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "noken.organization.middleware.ActorMiddleware",
    "noken.accounts.middleware.IdleMiddleware",
    "noken.accounts.middleware.OneTimeMiddleware",
    "noken.core.middleware.InputMiddleware",
    "noken.core.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

APP_LOADERS = ["django.template.loaders.app_directories.Loader"]
TEMPLATE_LOADERS: list[tuple[str, list[Any]]] = [
    (
        "template_partials.loader.Loader",
        [("django.template.loaders.cached.Loader", APP_LOADERS)],
    ),
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
            "loaders": TEMPLATE_LOADERS,
            "builtins": ["template_partials.templatetags.partials"],
        },
    },
]

# Login: by NIP, closed sign-up, nothing by e-mail.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "noken.accounts.backends.AccountBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "noken.accounts.validators.LocalWordsValidator"},
]
ACCOUNT_FORMS = {"login": "noken.accounts.forms.LoginForm"}
ACCOUNT_ADAPTER = "noken.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Of allauth's own limits only these are on, and they only delay. An account is slowed down from
# anywhere, the longer the more wrong passwords came; an address, for a whole office shares one, by
# the minute. A device on which the account was entered before waits for neither.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "reauthenticate": None,
    "login_failed": "50/m/ip,5/m/key,10/10m/key,20/h/key",
    "device_failed": "5/30m/key",
}
DEVICE_COOKIE_NAME = "device"

# Five wrong passwords for one login from one address close this pair for half an hour. allauth
# hands over `username` whatever the model calls it: another name here makes axes count and not
# refuse.
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "noken.accounts.adapter.network_of"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_ALLOWED_CORS_ORIGINS = SITE_URL
AXES_VERBOSE = False

# Sessions lie in the database, so that one can be ended from the server's side.
SESSION_ENGINE = "noken.accounts.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jayapura"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Addresses that browsers ask for by themselves: /favicon.ico on pages without a head of ours.
WHITENOISE_ROOT = ROOT / "noken" / "ui" / "root"
MEDIA_ROOT = VAR_DIR / "files"

PAPER_SIGNER = env.text("PAPER_SIGNER", "noken.documents.gateways.seals.own_seal")
"""Who makes the signer of official papers; see docs/areas/documents.md for the contract."""
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Witnesses of the journal: a folder and mailboxes that others keep. Nobody else gets e-mail.
WITNESS_DIR = env.path("WITNESS_DIR")
WITNESS_MAIL = env.words("WITNESS_MAIL")
EMAIL_HOST = env.text("MAIL_HOST", "")
EMAIL_PORT = env.integer("MAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.secret_file("MAIL_PASSWORD_FILE") or ""
_TLS = env.choice("MAIL_TLS", ("starttls", "tls", "none"), "starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = _TLS == "starttls", _TLS == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", EMAIL_HOST_USER)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"

# What the clock asked for while no worker lived is made up for at the next start.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "noken.config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    },
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        # A refused address is an everyday matter and its path is in the proxy's log.
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "WARNING"},
        "django.server": {"handlers": [], "propagate": True},
        "procrastinate": {"level": "WARNING"},
    },
}
