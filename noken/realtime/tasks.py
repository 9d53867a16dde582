"""What the worker does for the streams."""

from datetime import timedelta

from procrastinate.contrib.django import app

from noken.core import clock
from noken.realtime import services

# A page that lay open for longer reads its state anew.
KEPT = timedelta(days=7)


@app.periodic(cron="17 * * * *")
@app.task(queue="upkeep", queueing_lock="realtime.forget")
def forget_old_events(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """The outbox is public and names each row's instansi, so one job serves them all."""
    services.forget(before=clock.now() - KEPT)
