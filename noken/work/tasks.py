"""Work in the background: new reports are compared with earlier ones, what is old is forgotten.

May run twice without harm.
"""

from datetime import datetime

from noken.core.actor import Actor
from noken.tenants.jobs import by_the_clock
from noken.work import services


@by_the_clock("10 14 * * *")
def compare(by: Actor, at: datetime) -> None:
    """Before midnight in Papua, before the rules run: the reports of the day, then upkeep."""
    while services.compare_reports(by=by, at=at):
        pass
    services.forget_wordings(by=by, at=at)


@by_the_clock("50 19 * * *")
def escalate(by: Actor, at: datetime) -> None:
    """Before the working day in Papua: what waits beyond the second limit goes on."""
    services.escalate_reports(by=by, at=at)
