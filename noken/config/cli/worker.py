"""`noken worker`: works through the jobs until it is told to stop."""

import logging
import threading
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.db import connection
from procrastinate.contrib.django import app

from noken.config import pulse, rescue

if TYPE_CHECKING:
    from procrastinate.contrib.django.django_connector import DjangoConnector

AT_ONCE = 2
STOP_SECONDS = 20
"""A job that is not done by then is broken off and runs again later: jobs may run twice."""
_log = logging.getLogger(__name__)


def worker(_: Namespace) -> int:
    # A second app for fetching: the tasks keep the first, whose defers are part of Django's
    # transaction also inside a job. Replacing its connector would take that away.
    connector = cast("DjangoConnector", app.connector)
    fetching = app.with_connector(connector.get_worker_connector())
    stop, lost = threading.Event(), rescue.Rescue()
    beside("pulse", pulse.beat, pulse.SECONDS, stop)
    beside("rescue", lost.look, rescue.SECONDS, stop)
    try:
        fetching.run_worker(
            concurrency=AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=STOP_SECONDS,
            worker_middleware=[lost.note],
        )
    finally:
        stop.set()
    return 0


def beside(name: str, work: Callable[[], object], seconds: int, stop: threading.Event) -> None:
    """Do something every so often in a thread of its own, whatever keeps the jobs busy."""
    told = [work, seconds, stop]
    threading.Thread(target=keep_doing, args=told, name=name, daemon=True).start()


def keep_doing(work: Callable[[], object], seconds: int, stop: threading.Event) -> None:
    """Until told to stop. A fault ends nothing: the next try finds the database again."""
    while True:
        try:
            work()
        except Exception:  # noqa: BLE001  # the next try is made all the same
            _log.exception("%s failed", getattr(work, "__qualname__", work))
            connection.close_if_unusable_or_obsolete()
        if stop.wait(seconds):
            return
