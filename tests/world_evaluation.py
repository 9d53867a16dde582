"""Makers of periods, sheets, ratings and facts. They write rows directly."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.core.values import Quarter
from noken.evaluation.models import (
    Part,
    Period,
    Pin,
    Rating,
    SelfAssessment,
    Sheet,
    Step,
    UnitRating,
)
from noken.evaluation.rules import grading
from noken.organization.models import Employee, Posting, Unit
from noken.organization.queries import superiors
from noken.regulations import grades
from tests.world import (
    NOON,
    TODAY,
    make_employee,
    make_line,
    make_position,
    make_posting,
    make_unit,
)

Status = Sheet.Status
DUE = date(2026, 11, 30)


def make_period(
    *,
    kind: str = Period.Kind.QUARTER,
    group: str = Period.Group.GENERAL,
    year: int = TODAY.year,
    number: int = 3,
    start_on: date | None = None,
    end_on: date | None = None,
    self_due_on: date | None = None,
    due_on: date = DUE,
    opened_at: datetime = NOON - timedelta(40),
) -> Period:
    """Triwulan III 2026 unless told otherwise: due on Monday, 30 November, for oneself a week
    earlier. `start_on` and `end_on` must be given for kinds other than QUARTER and YEAR."""
    if start_on is None or end_on is None:
        first, last = (
            (Quarter(year, number),) * 2 if number else (Quarter(year, 1), Quarter(year, 4))
        )
        start_on, end_on = start_on or first.start, end_on or last.end
    return Period.objects.create(
        kind=kind,
        group=group,
        year=year,
        number=number,
        start_on=start_on,
        end_on=end_on,
        self_due_on=self_due_on or due_on - timedelta(7),
        due_on=due_on,
        opened_at=opened_at,
    )


def make_sheet(
    employee: Employee,
    period: Period,
    *,
    status: str = Status.OPEN,
    superior: Employee | None = None,
    unit: Unit | None = None,
    objected: bool = False,
) -> Sheet:
    """A sheet with one part over the whole period, under the superior of its last day.

    PUBLISHED and FINAL ones get a date, not a rating: see `make_rating`.
    """
    last_on = period.end_on - timedelta(1)
    posting = (
        Posting.objects.filter(employee=employee, kind="DEFINITIVE", start_on__lte=last_on)
        .order_by("-start_on")
        .first()
    )
    home = unit or (posting.unit if posting else None)
    assert home is not None, "give a unit: the person has no posting on the last day"
    done = status in {Status.PUBLISHED, Status.FINAL}
    sheet = Sheet.objects.create(
        period=period,
        employee=employee,
        unit=home,
        status=status,
        opened_at=period.opened_at,
        published_at=NOON - timedelta(5) if done else None,
        received_at=NOON - timedelta(4) if done else None,
        final_at=NOON if status == Status.FINAL else None,
        objected_at=NOON if objected else None,
    )
    above = superior.pk if superior else superiors([employee.pk], last_on).get(employee.pk)
    Part.objects.create(
        sheet=sheet,
        superior_id=above,
        unit=home,
        posting=posting,
        start_on=period.start_on,
        end_on=period.end_on,
    )
    Step.objects.create(sheet=sheet, kind=Step.Kind.OPENED, at=period.opened_at)
    return sheet


def split_sheet(sheet: Sheet, on: date, earlier: Employee, unit: Unit | None = None) -> Part:
    """Say that the person moved on a day inside the period: the earlier part, under `earlier`."""
    last = sheet.parts.get()
    start, last.start_on = last.start_on, on
    last.save(update_fields=["start_on"])
    return Part.objects.create(
        sheet=sheet, superior=earlier, unit=unit or last.unit, start_on=start, end_on=on
    )


def make_self(
    sheet: Sheet,
    result: str = "AS",
    behaviour: str = "AS",
    *,
    text: str = "Target triwulan ini tercapai.",
    published: bool = True,
    at: datetime = NOON - timedelta(6),
) -> SelfAssessment:
    """The person's own view; published, it moves an OPEN sheet on."""
    if published and sheet.status == Status.OPEN:
        sheet.status = Status.ASSESSED
        sheet.save(update_fields=["status"])
    return SelfAssessment.objects.create(
        sheet=sheet,
        result=result,
        behaviour=behaviour,
        text=text,
        saved_at=at,
        published_at=at if published else None,
    )


def make_rating(
    sheet: Sheet,
    by: Employee,
    result: str = "AS",
    behaviour: str = "AS",
    *,
    published: bool = True,
    origin: str = Rating.Origin.RATER,
    reason: str = "",
    at: datetime = NOON - timedelta(5),
    seconds: int = 240,
    received_at: datetime | None = None,
    final: bool = False,
) -> Rating:
    """A draft or a published rating; published, the sheet follows, received when `received_at`."""
    table = grades.grade_table()
    rating = Rating.objects.create(
        sheet=sheet,
        origin=origin,
        result=result,
        behaviour=behaviour,
        grade=grading.grade_of(result, behaviour, table),
        reason=reason,
        rules_from=table.valid_from,
        by=by,
        role="SUPERIOR",
        started_at=at - timedelta(seconds=seconds),
        saved_at=at,
        published_at=at if published else None,
    )
    if published:
        sheet.status = Status.FINAL if final else Status.PUBLISHED
        sheet.published_at, sheet.received_at = at, received_at
        sheet.final_at = at if final else None
        sheet.save()
        Step.objects.create(sheet=sheet, kind=Step.Kind.PUBLISHED, by=by, at=at)
    return rating


def make_pin(
    sheet: Sheet,
    by: Employee,
    text: str = "Menyusun panduan validasi yang kini dipakai tiga distrik.",
    *,
    side: str = Pin.Side.RATER,
    source: str = Pin.Source.OTHER,
    source_id: str = "",
    day: date | None = None,
    at: datetime = NOON - timedelta(6),
) -> Pin:
    """A dated fact, by default a note of the rater on the last day but ten of the period."""
    return Pin.objects.create(
        sheet=sheet,
        side=side,
        source=source,
        source_id=source_id or str(uuid7(at)),
        day=day or sheet.period.end_on - timedelta(10),
        content={"text": text},
        by=by,
        at=at,
    )


def make_graded(
    people: Iterable[Employee],
    period: Period,
    by: Employee,
    ratings: Sequence[tuple[str, str]] = (("AS", "AS"),),
    *,
    final: bool = False,
) -> list[Sheet]:
    """A published sheet for each person; the ratings are dealt out in turn."""
    sheets = []
    for number, person in enumerate(people):
        sheet = make_sheet(person, period, superior=by)
        result, behaviour = ratings[number % len(ratings)]
        make_rating(sheet, by, result, behaviour, final=final, received_at=NOON - timedelta(4))
        sheets.append(sheet)
    return sheets


def noon_of(day: date) -> datetime:
    return clock.at_noon(day)


def make_led_unit(
    parent: Unit, above: Employee, *, kind: str = Unit.Kind.DIVISION, name: str = ""
) -> tuple[Unit, Employee]:
    """A unit with its head, who answers to `above`, the head of `parent`."""
    unit = make_unit(name, parent, kind=kind)
    head = make_employee()
    make_posting(head, make_position(unit, is_head=True))
    make_line(head, above, via=parent)
    return unit, head


def make_staff(
    unit: Unit, superior: Employee, count: int, title: str = "Pengelola"
) -> list[Employee]:
    """People in a unit who answer to its head."""
    position = unit.positions.filter(title=title).first() or make_position(unit, title)
    people = [make_employee(account=False) for _ in range(count)]
    for person in people:
        make_posting(person, position)
        make_line(person, superior, via=unit)
    return people


def make_unit_rating(
    unit: Unit, period: Period, by: Employee, rating: str = "GOOD", reason: str = "Target tercapai."
) -> UnitRating:
    return UnitRating.objects.create(
        period=period, unit=unit, rating=rating, reason=reason, by=by, role="SUPERIOR", at=NOON
    )
