"""Every night: the whole journal against its seals."""

from datetime import datetime

from noken.core.actor import Actor
from noken.oversight import services
from noken.tenants.jobs import by_the_clock


@by_the_clock("30 17 * * *")
def night(by: Actor, at: datetime) -> None:
    """At half past two in Papua, when nobody waits for the database."""
    services.check_journal(by=by, at=at)
