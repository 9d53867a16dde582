"""`noken worker`: works through the jobs until it is told to stop."""

import threading
from argparse import Namespace
from typing import TYPE_CHECKING, cast

from procrastinate.contrib.django import app

from noken.config.pulse import beat_on

if TYPE_CHECKING:
    from procrastinate.contrib.django.django_connector import DjangoConnector

AT_ONCE = 2
STOP_SECONDS = 20
"""A job that is not done by then is broken off and runs again later: jobs may run twice."""


def worker(_: Namespace) -> int:
    # A second app for fetching: the tasks keep the first, whose defers are part of Django's
    # transaction also inside a job. Replacing its connector would take that away.
    connector = cast("DjangoConnector", app.connector)
    fetching = app.with_connector(connector.get_worker_connector())
    stop = threading.Event()
    threading.Thread(target=beat_on, args=[stop], name="pulse", daemon=True).start()
    try:
        fetching.run_worker(
            concurrency=AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=STOP_SECONDS,
        )
    finally:
        stop.set()
    return 0
