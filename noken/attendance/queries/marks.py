"""The days of one person's year in a tone each, for the calendar beside a finding."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from noken.attendance import access
from noken.attendance.queries.held import JOINED
from noken.attendance.queries.words import LOOKS
from noken.attendance.rules.day_words import Told, sentence
from noken.attendance.rules.holding import Mark, Seen, holds
from noken.calendars import queries as calendars
from noken.core.actor import Actor
from noken.findings.queries import DayMark
from noken.organization import queries as organization

PLAIN, SATURDAY = "dok", 5
TONES = {
    Mark.DUTY: "dout",
    Mark.TRAINING: "dout",
    Mark.LEAVE: "dlv",
    Mark.SICK: "dlv",
    Mark.EXCUSED: "dq",
    Mark.OPEN: "dask",
    Mark.WAITING: "dask",
    Mark.ABSENT: "dask",
    Mark.OFF: "dhol",
    Mark.RUNNING: "",
}
"""All others are days at work."""
_MINUTE = "floor(extract(epoch from (d.{}_at at time zone d.zone) - d.day) / 60)::int"
"""Minutes of the wall clock of the place from midnight of the day."""
_DAYS = f"""
    select d.day, d.status, d.is_shielded, d.late_minutes, d.early_minutes,
        coalesce(d.first_at, d.last_at) is not null, coalesce(c.status, ''),
        coalesce(c.choice, ''), {", ".join(map(_MINUTE.format, ("first", "last", "start", "end")))},
        nullif(d.reasons, '[]')::json
    from {JOINED}
    where d.employee_id = %s and d.day >= %s and d.day < %s
"""  # noqa: S608 (constants only)


def days_of(actor: Actor, employee_id: int, start: date, end: date) -> Sequence[DayMark]:
    """The days of `[start, end)` that are known, free ones with the name of the holiday.

    Nothing where the actor may not see them. A day at work has no words: the tone says it.
    """
    if access.marks_role(actor, employee_id) is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [employee_id, start, end])
        found = {row[0]: _mark(row) for row in cursor.fetchall()}
    free = {day: mark for day, mark in _free(employee_id, start, end) if day not in found}
    return [(found | free)[day] for day in sorted(found | free)]


def _mark(row: tuple[Any, ...]) -> DayMark:
    day, status, shielded, late, early, came, state, choice, *rest = row
    mark = _held(Seen(status, shielded, late, early, came=came), state, choice)
    tone = TONES.get(mark, PLAIN)
    if tone == PLAIN:
        return DayMark(day, tone, "")
    first, last, start, end, reasons = rest
    told = Told(day, status, first, last, late, early, start, end, reasons or ())
    held = f" {LOOKS[mark].label.capitalize()}." if state else ""
    return DayMark(day, tone, f"{sentence(told)}{held}")


@lru_cache(maxsize=4096)
def _held(seen: Seen, state: str, choice: str) -> Mark:
    """Whether there is still time to explain makes no difference here. Remembered: the days of a
    year are much alike."""
    return holds(seen, state, choice).mark


def _free(employee_id: int, start: date, end: date) -> Iterator[tuple[date, DayMark]]:
    """Days off of the instansi and of the person's unit, weekends left out."""
    person = organization.people({employee_id}).get(employee_id)
    unit = person.unit_id if person else None
    for day, name in calendars.day_off_names(start, end, unit).items():
        if day.weekday() < SATURDAY:
            yield day, DayMark(day, "dhol", f"{name}.")
