"""For work on noken itself: faults are shown, templates and files are read anew."""

from noken.config.keys import secret_key
from noken.config.settings.base import *

DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SECRET_KEY = secret_key(VAR_DIR)
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TEMPLATE_LOADERS[:] = [
    ("template_partials.loader.Loader", APP_LOADERS),
]
