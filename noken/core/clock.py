"""The one place that reads the clock. Everything below a view receives `at`."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant, aware, in UTC."""
    return timezone.now()


def local(moment: datetime) -> datetime:
    """The same instant on the clock of the region (settings.TIME_ZONE)."""
    return moment.astimezone(timezone.get_default_timezone())


def today() -> date:
    """The date in the region, which is not the date in UTC for nine hours a day."""
    return local(now()).date()


def day_of(moment: datetime) -> date:
    """The region's date of an instant."""
    return local(moment).date()


def start_of(day: date) -> datetime:
    """The first instant of a day of the region."""
    zone = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def at_noon(day: date) -> datetime:
    """A safe instant inside a day of the region, for facts known only by date."""
    zone = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone).astimezone(UTC)
