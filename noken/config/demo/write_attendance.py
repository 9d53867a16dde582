"""Machines, PINs and sixty workdays of punches of the sample, and the days derived from them.

Chance comes from a hash of person and day inside the database: the same punches on every machine,
and no row of them passes through Python.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from noken.attendance import queries as attendance
from noken.attendance.models import CountingStart
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days
from noken.calendars import services as calendars
from noken.config.demo.people import Staffing, Worker
from noken.config.demo.structure import DraftUnit
from noken.config.demo.tables import analyse, bare, copy, put_sequences_right
from noken.config.demo.write_findings import TOLD, absences
from noken.config.demo.write_people import UnitRows
from noken.core import clock
from noken.core.actor import system
from noken.organization.models import Unit

WITH_MACHINES = frozenset({"OPD", "DISTRICT", "SCHOOL", "PUSKESMAS"})
MACHINES_FOR = 60
"""People for whom one machine is enough."""
UNMAPPED_EVERY = 61
"""One in so many has a PIN that nobody has assigned yet."""
SLOW_CLOCK_MINUTES = 37
SILENT_BACK, DOUBTFUL_BACK = 12, 8
"""Workdays before the day of loading: the silent machine, and the beginning of the wrong clock."""
SCHOOL_AGENCY = "DISDIK"
FIELD_POST = "DIS-PRAFI-S3"
"""Where the small sample has its health post (see write_schedules)."""

# Numbers from 0 to 999, each of them independent of the others, for every person and day.
_CHANCE = """
    (hashtextextended(w.employee_id || '/' || w.day, {0}) & 1048575)::int % 1000
"""
_EXPECTED = f"""
create temporary table demo_expected on commit drop as
select w.employee_id, w.day, w.zone, w.start_at, w.end_at, s.recorder_id, s.second_id, s.pin,
       s.is_mapped, s.lateness, s.pair,
       {_CHANCE.format(1)} as c1, {_CHANCE.format(2)} as c2, {_CHANCE.format(3)} as c3,
       {_CHANCE.format(4)} as c4, {_CHANCE.format(5)} as c5
from attendance_window w
join demo_stand s on s.employee_id = w.employee_id
where w.kind = 'WORK'
  and not exists (
      select from leave_absence a
      where a.employee_id = w.employee_id and a.cancelled_at is null and a.portion = 'FULL'
        and a.family in ('LEAVE', 'DUTY', 'TRAINING')
        and a.start_on <= w.day and a.end_on > w.day)
"""  # noqa: S608 (constants only)

# c1 says how the morning was, c2 the evening; of a hundred days about one has no record at all,
# two lack the evening. In the week of the outage a third of the records was lost.
_PUNCHES = """
insert into attendance_punch
    (recorder_id, pin_key, pin_raw, local_time, at, employee_id, status, verify, doubtful, void,
     void_reason, received_at, delivery_id)
select recorder_id, pin, pin, at at time zone zone, at,
       case when is_mapped then employee_id end, status, 15, doubtful, false, '',
       at + interval '4 seconds', md5(recorder_id || '/' || day)::uuid
from (
    select e.*, p.at + make_interval(secs => e.c5 %% 60) as at, p.status,
           coalesce(d.minutes, 0) <> 0 as doubtful
    from (
        select employee_id, day, zone, pin, is_mapped, c4, c5, start_at, end_at, lateness, c1, c2,
               c3, case when c3 %% 10 < 7 then recorder_id else second_id end as recorder_id
        from demo_expected
        where not (c4 < 8 and pair = 0)
    ) e
    left join demo_doubt d on d.recorder_id = e.recorder_id and d.day = e.day
    cross join lateral (values
        (e.start_at + make_interval(mins => coalesce(d.minutes, 0) + case
             when e.c1 < e.lateness then 3 + e.c2 %% 58 else -2 - e.c2 %% 24 end), 0::smallint,
         true),
        (e.start_at + make_interval(mins => 270 + e.c1 %% 20), 2::smallint, e.c3 > 930),
        (e.end_at + make_interval(mins => coalesce(d.minutes, 0) + case
             when e.c2 between 700 and 709 then -8 - e.c1 %% 60 else 1 + e.c1 %% 21 end),
         1::smallint, e.c2 > 22)
    ) as p(at, status, kept)
    where p.kept
) made
where at < %(now)s
  and not (day = any(%(lost)s) and (c4 + status * 331) %% 3 = 0)
  and not exists (
      select from demo_silent s where s.recorder_id = made.recorder_id
        and made.at >= s.start_at and made.at < s.end_at)
on conflict do nothing
"""
# Days on which a record was to be expected: no leave, no disruption, no day elsewhere.
_UNRECORDED = """
delete from attendance_punch p
using (
    select w.start_at, w.end_at
    from unnest(%(among)s::date[]) with ordinality as asked(day, place)
    join attendance_window w on w.employee_id = %(person)s and w.day = asked.day
    where w.kind = 'WORK' and not w.elsewhere
      and not exists (
          select from leave_absence a
          where a.employee_id = %(person)s and a.cancelled_at is null
            and a.start_on <= w.day and a.end_on > w.day)
      and not exists (
          select from calendars_disruption d
          where d.start_at < w.end_at and d.end_at > w.start_at - interval '1 hour')
    order by asked.place limit %(count)s
) gone
where p.employee_id = %(person)s and p.at between gone.start_at - interval '3 hours'
                                          and gone.end_at + interval '6 hours';
"""
_AT_THE_OTHER_POST = """
update attendance_punch set recorder_id = %(machine)s::bigint, pin_key = %(pin)s,
    pin_raw = %(pin)s, delivery_id = md5(%(machine)s::bigint || '/' || local_time::date)::uuid
where employee_id = %(person)s and status = 1 and extract(doy from local_time)::int %% 2 = 0
"""
_STORY = """
delete from attendance_punch where employee_id = %(person)s and local_time::date = any(%(days)s);
"""


def write_punches(
    units: UnitRows,
    staffing: Staffing,
    workdays: Sequence[date],
    lost: Sequence[date],
    *,
    on: date,
    at: datetime,
) -> None:
    """Sites, machines, PINs, and punches of these workdays up to `at`.

    `lost` are the days of the outage. Leave and duty stand already: who is away does not punch.
    """
    places = _Places(units, staffing)
    places.write()
    _write_trouble(places, workdays, on, at)
    first, end = workdays[0], on + timedelta(1)
    attendance.lay_windows(first, end)
    with connection.cursor() as cursor:
        cursor.execute("analyze demo_stand")
        cursor.execute(_EXPECTED)
        cursor.execute("analyze demo_expected")
        with bare("attendance_punch"):
            cursor.execute(_PUNCHES, {"now": at, "lost": list(lost)})
    _serve_two_posts(places)
    _tell_story(places, workdays, at)
    put_sequences_right("attendance_punch")


def derive(staffing: Staffing, workdays: Sequence[date], *, on: date, at: datetime) -> None:
    """Every day of the sample at once; nothing is left to wait for the worker. Attendance counts
    in all its agencies from the first of them."""
    units = {unit_id for path in _paths() for unit_id in path[:2]}
    CountingStart.objects.bulk_create(
        CountingStart(unit_id=unit_id, counts_from=workdays[0]) for unit_id in sorted(units)
    )
    end = on + timedelta(1)
    asked = [Asked(worker.id, workdays[0], end) for worker in staffing.workers]
    analyse("attendance_punch")
    derive_days(asked, by=system(on), at=at)
    analyse("attendance_day")
    with connection.cursor() as cursor:
        cursor.execute("delete from attendance_dirtyspan")


def _paths() -> list[list[int]]:
    rows = Unit.objects.values_list("path", flat=True)
    return [[int(each) for each in path.strip("/").split("/")] for path in rows]


class _Places:
    """Who punches where under which PIN."""

    def __init__(self, units: UnitRows, staffing: Staffing) -> None:
        self.units, self.staffing = units, staffing
        self.sites: dict[str, int] = {}
        self.machines: dict[str, list[int]] = {}
        self.people: dict[str, list[Worker]] = {}
        parents = {unit.key: unit.parent for unit in units.units}
        placed = {unit.key for unit in units.units if _has_machines(unit)}
        for worker in staffing.workers:
            key: str | None = worker.unit.key
            while key is not None and key not in placed:
                key = parents[key]
            if key is not None:
                self.people.setdefault(key, []).append(worker)
        for number, key in enumerate(sorted(self.people), start=1):
            self.sites[key] = number

    def write(self) -> None:
        names = {unit.key: unit.name for unit in self.units.units}
        copy(
            "attendance_site",
            ("id", "name", "unit_id", "timezone"),
            (
                (number, f"Kantor {_short(names[key])}", self.units.ids[key], "Asia/Jayapura")
                for key, number in self.sites.items()
            ),
        )
        copy(
            "attendance_recorder",
            ("id", "site_id", "kind", "name", "grade", "clock_doubtful"),
            self._recorders(),
        )
        copy(
            "attendance_pinassignment",
            ("site_id", "pin_key", "employee_id", "start_on"),
            self._pins(),
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "create temporary table demo_stand (employee_id bigint, recorder_id bigint,"
                " second_id bigint, pin text, is_mapped boolean, lateness int, pair int)"
                " on commit drop"
            )
        copy("demo_stand", _STAND, self._stand())
        put_sequences_right("attendance_site", "attendance_recorder", "attendance_pinassignment")

    def _recorders(self) -> Iterator[tuple[Any, ...]]:
        number = 0
        for key, site in self.sites.items():
            count = 1 + len(self.people[key]) // MACHINES_FOR
            for machine in range(count):
                number += 1
                self.machines.setdefault(key, []).append(number)
                name = "Pintu utama" if machine == 0 else f"Pintu {machine + 1}"
                yield number, site, "DEVICE", name, 1, False
            number += 1
            yield number, site, "MANUAL", "Dicatat dengan alasan", 4, False

    def _pins(self) -> Iterator[tuple[Any, ...]]:
        for key, workers in self.people.items():
            for pin, worker in enumerate(workers, start=1):
                if _is_mapped(worker):
                    yield self.sites[key], str(pin), worker.id, worker.since

    def _stand(self) -> Iterator[tuple[Any, ...]]:
        for key, workers in self.people.items():
            machines = self.machines[key]
            for pin, worker in enumerate(workers, start=1):
                main, second = machines[pin % len(machines)], machines[-1]
                lateness = (18, 18, 18, 30, 60, 18, 160)[worker.id % 7]
                is_mapped = _is_mapped(worker)
                pair = 1 if worker.identity.name in TOLD else worker.id % 2
                yield worker.id, main, second, str(pin), is_mapped, lateness, pair


_STAND = ("employee_id", "recorder_id", "second_id", "pin", "is_mapped", "lateness", "pair")


def _write_trouble(places: _Places, workdays: Sequence[date], on: date, at: datetime) -> None:
    """A machine that was silent for a morning, and one whose clock was wrong for three days."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table demo_silent (recorder_id bigint, start_at timestamptz,"
            " end_at timestamptz) on commit drop;"
            "create temporary table demo_doubt (recorder_id bigint, day date, minutes int)"
            " on commit drop"
        )
    silent = workdays[-1 - SILENT_BACK]
    start = clock.at_noon(silent) - timedelta(hours=4, minutes=55)
    end = clock.at_noon(silent) - timedelta(hours=2, minutes=20)
    machines = places.machines[SCHOOL_AGENCY]
    copy("demo_silent", ("recorder_id", "start_at", "end_at"), ((m, start, end) for m in machines))
    calendars.record_disruption(
        start,
        end,
        what="Mesin pintu utama diam",
        proof="Catatan mesin presensi",
        unit_id=places.units.ids[SCHOOL_AGENCY],
        by=system(on),
        at=at,
    )
    wrong = max(places.sites, key=lambda key: (key.startswith("DIS-"), key))
    days = workdays[-1 - DOUBTFUL_BACK :][:3]
    copy(
        "demo_doubt",
        ("recorder_id", "day", "minutes"),
        ((places.machines[wrong][0], day, SLOW_CLOCK_MINUTES) for day in days),
    )


def _serve_two_posts(places: _Places) -> None:
    """Somebody of a health post in the field begins the day there and ends every other one at the
    next post, by another machine under another PIN: present at both, never at two at once."""
    for key, workers in sorted(places.people.items()):
        found = [w for w in workers if _in_field(w.unit) and not w.is_head and _is_mapped(w)]
        if not found:
            continue
        others = [other for other in sorted(places.sites) if other != key]
        second = min(others, key=lambda other: (other < key, other))
        pin = str(len(places.people[second]) + 1)
        assigned = (places.sites[second], pin, found[0].id, found[0].since)
        copy(
            "attendance_pinassignment",
            ("site_id", "pin_key", "employee_id", "start_on"),
            [assigned],
        )
        machine = places.machines[second][0]
        values: dict[str, Any] = {"machine": machine, "pin": pin, "person": found[0].id}
        with connection.cursor() as cursor:
            cursor.execute(_AT_THE_OTHER_POST, values)
        return


def _in_field(unit: DraftUnit) -> bool:
    return unit.kind == "PUSKESMAS" or unit.key == FIELD_POST


def _tell_story(places: _Places, workdays: Sequence[date], at: datetime) -> None:
    """Maria Wanggai's days, as the tour shows them: late once, once without a going, today. And
    the days without a record that the tour's findings are about."""
    named = {w.identity.name: w for w in places.staffing.workers}
    maria = named["Maria Wanggai"]
    pin = places.people[SCHOOL_AGENCY].index(maria) + 1
    told = (
        (workdays[-6], "08:12:20"),
        (workdays[-6], "16:04:41"),
        (workdays[-2], "07:26:08"),
        (workdays[-1], "07:24:31"),
    )
    days = sorted({day for day, _ in told})
    rows = [
        (places.machines[SCHOOL_AGENCY][0], str(pin), str(pin), f"{day} {hour}", maria.id, at)
        for day, hour in told
        if datetime.fromisoformat(f"{day}T{hour}+09:00") < at
    ]
    with connection.cursor() as cursor:
        cursor.execute(_STORY, {"person": maria.id, "days": days})
        for name, count, among in absences(workdays):
            values: dict[str, Any] = {
                "person": named[name].id,
                "among": among,
                "count": count,
            }
            cursor.execute(_UNRECORDED, values)
        cursor.executemany(
            "insert into attendance_punch (recorder_id, pin_key, pin_raw, local_time, at,"
            " employee_id, status, verify, doubtful, void, void_reason, received_at, delivery_id)"
            " select r, k, p, t, t at time zone 'Asia/Jayapura', e, 0, 15, false, false, '', a,"
            " md5(r || '/' || t::date)::uuid"
            " from (values (%s::bigint, %s, %s, %s::timestamp, %s::bigint, %s::timestamptz))"
            " as told(r, k, p, t, e, a)",
            rows,
        )


def _has_machines(unit: DraftUnit) -> bool:
    return unit.kind in WITH_MACHINES


def _is_mapped(worker: Worker) -> bool:
    return worker.id % UNMAPPED_EVERY != 7


def _short(name: str) -> str:
    """Of a long official name what people say."""
    return name if len(name) <= 110 else f"{name[:109]}…"
