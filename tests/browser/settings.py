"""Production, served for the browser tests: on their database, with its clock on a workday."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from noken.config.settings.production import *  # noqa: F403 (settings build on one another)
from noken.core import clock

SECRET_KEY = "for tests only"
PAGE_THREADS = 4
MEDIA_ROOT = Path(os.environ["TEST_MEDIA_ROOT"])
_BEHIND = timedelta(seconds=float(os.environ["TEST_CLOCK_BEHIND_S"]))
_real = clock.now


def _now() -> datetime:
    return _real() - _BEHIND


clock.now = _now
