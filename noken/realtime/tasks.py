"""What the worker does for the streams."""

from datetime import datetime, timedelta

from noken.core.actor import Actor
from noken.realtime import services
from noken.tenants.jobs import by_the_clock

# A page that lay open for longer reads its state anew.
KEPT = timedelta(days=7)


@by_the_clock("17 * * * *")
def forget_old_events(by: Actor, at: datetime) -> None:  # noqa: ARG001 (nobody is forgotten)
    """The outbox is public: the first instansi forgets for all of them."""
    services.forget(before=at - KEPT)
