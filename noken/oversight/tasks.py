"""Every night the whole journal against its seals; every day its head to the witnesses."""

from datetime import datetime

from noken.core.actor import Actor
from noken.oversight import services
from noken.tenants.jobs import by_the_clock


@by_the_clock("30 17 * * *")
def night(by: Actor, at: datetime) -> None:
    """At half past two in Papua, when nobody waits for the database."""
    services.check_journal(by=by, at=at)


@by_the_clock("20 * * * *")
def tell_witnesses(by: Actor, at: datetime) -> None:
    """Once a day each; who could not be reached is tried again every hour."""
    for waiting in services.waiting_witnesses(by=by, at=at):
        services.hand_over(waiting, by=by, at=at)
