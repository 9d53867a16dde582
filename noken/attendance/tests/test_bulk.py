"""Many days at once by the database stand as each one alone by the rule."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from noken.attendance import queries
from noken.attendance.models import Day, PinAssignment, Punch, Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.queries.windows import Window
from noken.attendance.rules.day import Away, Facts, Outage, judge
from noken.attendance.services import derive_days
from noken.calendars import queries as calendars
from noken.calendars.models import Disruption
from noken.core.actor import system
from noken.leave import queries as leave
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence, make_pin, make_punch, make_recorder, make_site
from tests.world_schedules import make_person_schedule, make_roster, make_unit_schedule, shift

pytestmark = pytest.mark.django_db
FIRST, END = date(2026, 10, 26), TODAY + timedelta(1)
MIDNIGHT = datetime(2026, 10, 26)  # noqa: DTZ001 (what the clock on the wall showed)
SCHEDULES = ("CLINIC_SHIFTS", "FLEXIBLE", "ORDER_SHIFTS")
KINDS = (
    ("LEAVE", "ANNUAL"),
    ("LEAVE", "SICK"),
    ("DUTY", "DUTY"),
    ("TRAINING", "TRAINING"),
    ("FLEXIBLE", "FLEX_PLACE"),
    ("FLEXIBLE", "FLEX_TIME"),
)


@pytest.mark.parametrize("seed", range(2))
def test_the_bulk_says_of_every_day_what_the_rule_says(cast: Cast, seed: int) -> None:
    random = Random(seed)  # noqa: S311 (chance, not secrets)
    people = [person for person in cast.standing().values() if person is not None]
    _fill(cast, people, random)

    derive_days([Asked(person.pk, FIRST, END) for person in people], by=system(TODAY), at=NOON)

    stored = {
        (row.employee_id, row.day): (
            row.status,
            row.first_at,
            row.last_at,
            row.late_minutes,
            row.early_minutes,
            row.worked_minutes,
            row.grade,
            row.is_shielded,
            row.shield_id,
            row.schedule,
            [list(reason) for reason in row.reasons],
        )
        for row in Day.objects.all()
    }
    assert stored == _alone(people)
    assert len({status for status, *_ in stored.values()}) >= 6


def _fill(cast: Cast, people: Sequence[Employee], random: Random) -> None:
    """Everything that may stand behind a day, by chance."""
    site = make_site(cast.agency)
    make_site(cast.other_agency, timezone="Asia/Makassar")
    make_unit_schedule(cast.other_agency, "FLEXIBLE", elsewhere_days=[4])
    recorders = [
        make_recorder(site, f"Mesin {grade}", kind=kind, grade=grade)
        for grade, kind in enumerate(("DEVICE", "CODE", "PLACE", "MANUAL"), start=1)
    ]
    for person in random.sample(list(people), 4):
        make_person_schedule(person, code := random.choice(SCHEDULES))
        if code != "FLEXIBLE":
            for offset in range(0, 30, 2):
                make_roster(person, FIRST + timedelta(offset), shift(code, random.choice("PM")))
    for person in people:
        _punch(person, recorders, random)
        _be_away(person, random)
    for person in people[::3]:
        make_pin(site, str(person.pk), person, start_on=date(2026, 11, 5), end_on=TODAY)
    for unit, site_id in (
        *((None, None), (cast.agency, None), (cast.section, None)),
        (cast.other_agency, site.pk),
    ):
        start = datetime(2026, 11, random.randint(2, 22), random.randint(0, 23), tzinfo=UTC)
        Disruption.objects.create(
            start_at=start,
            end_at=start + timedelta(minutes=random.randint(30, 3000)),
            unit=unit,
            site_id=site_id,
            what="Listrik padam",
            proof="BA",
            recorded_at=NOON,
        )


def _punch(person: Employee, recorders: Sequence[Recorder], random: Random) -> None:
    seen = set()
    for offset in range(30):
        for _ in range(random.choice((0, 1, 2, 2, 3, 6))):
            seconds = random.choice((7, 7, 16, 16, 22, random.randint(0, 23))) * 3600
            when = MIDNIGHT + timedelta(offset, seconds + random.randint(0, 4000))
            recorder = random.choice(recorders)
            if (recorder.pk, when) not in seen and when.date() < END:
                seen.add((recorder.pk, when))
                make_punch(person, recorder, when, doubtful=random.random() < 0.1)


def _be_away(person: Employee, random: Random) -> None:
    for start in random.sample(range(0, 28, 2), 4):
        family, kind = random.choice(KINDS)
        portion = random.choice(("FULL", "FULL", "MORNING", "AFTERNOON"))
        first = FIRST + timedelta(start)
        make_absence(person, first, first + timedelta(2), family=family, kind=kind, portion=portion)


def _alone(people: Sequence[Employee]) -> dict[tuple[int, date], tuple[object, ...]]:
    """Each day for itself, by plain Python."""
    found: dict[tuple[int, date], tuple[object, ...]] = {}
    for person in people:
        for window in queries.windows([person.pk], FIRST, END)[person.pk]:
            punches = list(
                Punch.objects.filter(
                    employee=person, at__gte=window.opens_at, at__lt=window.closes_at
                ).select_related("recorder")
            )
            if not window.shape.is_work and not punches:
                continue
            verdict = judge(_facts(person, window, punches))
            first = min(punch.at for punch in punches) if punches else None
            last = max(punch.at for punch in punches) if punches else None
            found[person.pk, window.day] = (
                verdict.status,
                first if verdict.came else None,
                last if verdict.went else None,
                verdict.late,
                verdict.early,
                verdict.worked,
                verdict.grade,
                verdict.shielded,
                verdict.shield_id,
                window.shape.schedule,
                [list(reason) for reason in verdict.reasons],
            )
    return found


def _facts(person: Employee, window: Window, punches: Sequence[Punch]) -> Facts:
    halves: dict[str, Away | None] = {"MORNING": None, "AFTERNOON": None}
    for each in leave.absences(window.day, window.day + timedelta(1), [person.pk]):
        away = Away(each.family, each.kind, each.label, each.reference, each.place)
        halves |= dict.fromkeys((h for h in halves if each.portion in {"FULL", h}), away)
    first = min(punches, key=lambda p: (p.at, p.doubtful, p.recorder.grade), default=None)
    last = max(punches, key=lambda p: (p.at, not p.doubtful, -p.recorder.grade), default=None)
    return Facts(
        shape=window.shape,
        first=_minute(first.at, window) if first else None,
        last=_minute(last.at, window) if last else None,
        first_grade=first.recorder.grade if first else 0,
        last_grade=last.recorder.grade if last else 0,
        first_doubtful=bool(first and first.doubtful),
        last_doubtful=bool(last and last.doubtful),
        morning=halves["MORNING"],
        afternoon=halves["AFTERNOON"],
        outages=tuple(_outages(person, window)),
        over=window.closes_at <= NOON,
    )


def _outages(person: Employee, window: Window) -> list[Outage]:
    path = person.postings.get(kind="DEFINITIVE", end_on=None).unit.path
    pins = PinAssignment.objects.filter(
        employee=person, start_on__lte=window.day, end_on__gt=window.day
    )
    sites = set(pins.values_list("site", flat=True))
    return [
        Outage(span.id, _minute(span.start_at, window), _minute(span.end_at, window), span.what)
        for span in calendars.disruption_spans(window.opens_at, window.closes_at)
        if span.path is None or path.startswith(span.path) or span.site_id in sites
    ]


def _minute(at: datetime, window: Window) -> int:
    midnight = datetime.combine(window.day, datetime.min.time())
    local = at.astimezone(ZoneInfo(window.zone)).replace(tzinfo=None)
    return int((local - midnight).total_seconds() // 60)
