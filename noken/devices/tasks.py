"""What the worker does for machines. Each may run twice without harm."""

from datetime import datetime

from noken.core.actor import Actor
from noken.devices.services import files, upkeep, watching
from noken.tenants.jobs import by_the_clock


@by_the_clock("*/5 * * * *")
def watch_machines(by: Actor, at: datetime) -> None:
    """Notice silence and doubtful clocks within five minutes."""
    watching.watch(by=by, at=at)


@by_the_clock("20 17 * * *")
def check_counts(by: Actor, at: datetime) -> None:
    """At 02.20 in Papua."""
    upkeep.ask_for_counts(by=by, at=at)
    upkeep.forget(by=by, at=at)
    files.forget_waiting(at=at)
