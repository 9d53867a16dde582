"""What the worker does for checking in."""

from datetime import datetime

from noken.checkin.services import erase_traces
from noken.core.actor import Actor
from noken.tenants.jobs import by_the_clock


@by_the_clock("25 16 * * *")
def erase_old_traces(by: Actor, at: datetime) -> None:
    """Every night: points after 90 days, photos after 30, in every instansi."""
    erase_traces(by=by, at=at)
