"""What the worker does for the calendar."""

from datetime import datetime

from noken.calendars import services
from noken.core.actor import Actor
from noken.tenants.jobs import by_the_clock


@by_the_clock("2 15 * * *")
def fill_years(by: Actor, at: datetime) -> None:
    """Just after midnight in Papua: nobody counts a day of a year whose holidays are not there."""
    services.fill_years(by=by, at=at)
