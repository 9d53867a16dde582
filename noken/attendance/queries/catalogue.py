"""The schedules there are, the days of Ramadan, and the tolerance in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from noken.attendance.models import Ramadan, Schedule, ScheduleHours, ToleranceProposal
from noken.attendance.rules.tolerance import Signed, Tolerance, tolerance_on
from noken.attendance.rules.working_time import Hours, Pattern
from noken.core.http import url_of
from noken.core.values import Span
from noken.findings.queries import Awaited
from noken.organization import queries as organization

USUAL = "NORMAL"
"""The code of the schedule that holds where none is set."""
SUMS = "HDR-07"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every schedule by id, the hours of every shift by id, and the usual schedule's id."""

    patterns: Mapping[int, Pattern]
    shifts: Mapping[int, Hours]
    usual_id: int


def catalogue() -> Catalogue:
    """In two statements, whatever their number."""
    rows = list(ScheduleHours.objects.order_by("schedule", "weekday", "start"))
    weeks: dict[tuple[int, str], dict[int, Hours]] = {}
    for row in rows:
        if row.weekday is not None:
            weeks.setdefault((row.schedule_id, row.season), {})[row.weekday] = hours_of(row)
    schedules = list(Schedule.objects.all())
    return Catalogue(
        patterns={
            each.pk: Pattern(
                each.name,
                each.kind == Schedule.Kind.SHIFT,
                each.keeps_holidays,
                weeks.get((each.pk, ScheduleHours.Season.USUAL), {}),
                weeks.get((each.pk, ScheduleHours.Season.RAMADAN), {}),
            )
            for each in schedules
        },
        shifts={row.pk: hours_of(row) for row in rows if row.weekday is None},
        usual_id=next(each.pk for each in schedules if each.code == USUAL),
    )


def hours_of(row: ScheduleHours) -> Hours:
    return Hours(
        start=row.start,
        end=row.end,
        late_from=row.late_from,
        early_until=row.early_until,
        required=row.required,
        break_from=row.break_from,
        break_minutes=row.break_minutes,
        label=row.label,
    )


def seasons(start: date, end: date) -> list[Span]:
    """The ranges of Ramadan that touch `[start, end)`; expected ones hold until decided."""
    rows = Ramadan.objects.filter(start_on__lt=end, end_on__gt=start)
    return [Span(*row) for row in rows.order_by("start_on").values_list("start_on", "end_on")]


def tolerance(on: date) -> Tolerance:
    """What lateness is let pass on a day; `adds_up` False until two people have signed."""
    return tolerance_on(on, signed_proposals())


def awaited_by(day: date) -> Mapping[str, Awaited]:
    """The sums of minutes, until two people have signed what is let pass of them."""
    if tolerance(day).adds_up:
        return {}
    text = "Toleransi menunggu penetapan dua orang; sebelum itu tidak ada menit yang dijumlahkan."
    return {SUMS: Awaited(text, url_of("attendance:schedule_settings"))}


def signed_proposals() -> list[Signed]:
    """All proposals that were not withdrawn, with who signed them: for many days at once."""
    rows = organization.signed_of(ToleranceProposal)
    return [Signed(tolerance_of(row), row.start_on, organization.signers_of(row)) for row in rows]


def tolerance_of(row: ToleranceProposal) -> Tolerance:
    return Tolerance(
        late_minutes=row.late_minutes,
        make_up_minutes=row.make_up_minutes,
        adds_up=True,
        source=row.source,
        since=row.start_on,
    )
