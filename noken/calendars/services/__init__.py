"""What the calendar does."""

from noken.calendars.services.disruptions import (
    NewDisruption,
    correct_disruption,
    enter_disruption,
    extend_disruption,
    note_pulse,
    record_disruption,
)
from noken.calendars.services.holidays import (
    UnitDays,
    add_local_day,
    add_unit_days,
    decide_holiday,
    drop_unit_days,
    fill_years,
    seed_holidays,
)

__all__ = [
    "NewDisruption",
    "UnitDays",
    "add_local_day",
    "add_unit_days",
    "correct_disruption",
    "decide_holiday",
    "drop_unit_days",
    "enter_disruption",
    "extend_disruption",
    "fill_years",
    "note_pulse",
    "record_disruption",
    "seed_holidays",
]
