"""For people: no debug, hashed static files, and behind TLS cookies that no other host can set.

Without TLS (SITE_URL is plain http) only this machine is served.
"""

from urllib.parse import urlsplit

from noken.config import env
from noken.config.keys import secret_key
from noken.config.settings.base import *

SECRET_KEY = secret_key(VAR_DIR)
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *env.words("ALLOWED_HOSTS")]
"""ALLOWED_HOSTS adds the host names of further instansi, e.g. `.noken.example.go.id`."""

if SITE_URL.startswith("https:"):
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # How many proxies add to X-Forwarded-For: what stands further left is the client's own claim.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("PROXIES", 1, least=1, most=5)
    # The server listens on this machine only; the proxy before it ends TLS and says so.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
else:
    ALLOWED_HOSTS += ["127.0.0.1", ".localhost", "[::1]"]
