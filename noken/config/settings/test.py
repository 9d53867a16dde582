"""For the tests: the application's role, quick hashes, plain static files, no .env."""

from noken.config import database
from noken.config.settings.base import *

SECRET_KEY = "for tests only"
DATABASES = {"default": database.entry("web")}
OWNER_ENTRY = database.entry("owner")
DATABASES["default"]["TEST"] = {"OWNER": {name: OWNER_ENTRY[name] for name in ("USER", "PASSWORD")}}
# A commit need not reach the disk here, and a test may think for longer than a page.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off -c statement_timeout=60s"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost", "[::1]"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Keys and files of tests do not come among those of people.
VAR_DIR = database.var_dir() / "test"
MEDIA_ROOT = VAR_DIR / "files"
# Filled by migrations, and which rows: a test that empties the database leaves them for the tests
# after it.
TEST_SEEDED_TABLES = {
    "work_duty": "true",
    "attendance_schedule": "true",
    "attendance_schedulehours": "true",
    "attendance_ramadan": "true",
    "attendance_correctionterm": "true",
    "findings_cardversion": "version = 1",
    "audit_commitment": "true",
}
