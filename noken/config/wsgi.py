"""The pages as a WSGI application, for a server that speaks only that: no event streams."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "noken.config.settings.production")

application = get_wsgi_application()
