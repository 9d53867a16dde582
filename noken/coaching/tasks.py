"""Every night: words get the days back that were lost, levels follow records, words are
forgotten, talks without their coach end."""

from datetime import datetime

from noken.coaching import services
from noken.core.actor import Actor
from noken.tenants.jobs import by_the_clock


@by_the_clock("50 16 * * *")
def night(by: Actor, at: datetime) -> None:
    """At ten to two in Papua: the day before is over for everybody."""
    services.give_time(by=by, at=at)
    services.end_unclean(by=by, at=at)
    services.relax_due(by=by, at=at)
    services.forget_due(by=by, at=at)
    services.end_left(by=by, at=at)
