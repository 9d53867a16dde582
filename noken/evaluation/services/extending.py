"""More time: given with a reason, or by itself after an outage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from noken.calendars import queries as calendars
from noken.calendars.queries import DisruptionSpan
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.values import days
from noken.evaluation.events.periods import PeriodExtended
from noken.evaluation.models import Extension, Period, Sheet
from noken.evaluation.queries.deadlines import Due, OwnDue, due_days, own_dues, period_due
from noken.evaluation.rules.periods import due_after_outage
from noken.evaluation.services._periods import locked, permit
from noken.organization.models import Unit
from noken.ui.formats import day_named

SEARCHED = timedelta(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """New last days for a period, for a unit and all below, or for one sheet; with the reason."""

    period_id: int
    self_due_on: date
    due_on: date
    reason: str
    unit_id: int | None = None
    sheet_id: int | None = None


@transaction.atomic
def extend(more: More, *, by: Actor, at: datetime) -> Extension:
    """Give more time. Never less: a day that was announced stays good.

    Raises:
        Refused: `period.keeper_only`, `period.gone`, `period.closed`, `period.unknown_unit`,
            `period.unknown_sheet`, `period.no_reason`, `period.not_later`, `period.due_order`.
    Emits: PeriodExtended.
    """
    permit(by)
    period = locked(more.period_id)
    reason = " ".join(more.reason.split())[:300]
    before = _before(more)
    if not reason:
        raise Refused("Tuliskan alasan perpanjangan.", code="period.no_reason")
    earlier = more.self_due_on < before.self_on or more.due_on < before.on
    if earlier or (more.self_due_on, more.due_on) == before:
        raise Refused(
            "Perpanjangan hanya menambah waktu. Tenggat yang berlaku: penilaian diri "
            f"{day_named(before.self_on)}, hasil penilaian {day_named(before.on)}.",
            code="period.not_later",
        )
    if more.due_on < more.self_due_on:
        raise Refused(
            "Tenggat hasil penilaian tidak boleh sebelum tenggat penilaian diri.",
            code="period.due_order",
        )
    row = Extension.objects.create(
        period=period,
        unit_id=more.unit_id,
        sheet_id=more.sheet_id,
        self_due_on=more.self_due_on,
        due_on=more.due_on,
        reason=reason,
        by_id=by.employee_id,
        at=at,
    )
    _emit(row, by=by, at=at)
    return row


@transaction.atomic
def extend_for_disruption(disruption_id: int, *, by: Actor, at: datetime) -> list[Extension]:
    """Give back the workdays an outage took from running periods, without being asked: to all
    whom it concerned, and to those of them who had been given more time already.

    That a machine of attendance was silent takes nobody's time for evaluating. Runs again when
    the outage goes on.

    Emits: PeriodExtended for each period, unit and sheet that moved.
    """
    span = calendars.disruption(disruption_id)
    if span is None or span.only_presence:
        return []
    running = Period.objects.select_for_update().filter(closed_at=None, opened_at__lt=span.end_at)
    rows = [row for period in running.order_by("pk") for row in _moved(period, span, at)]
    _emit(*rows, by=by, at=at)
    return rows


def _before(more: More) -> Due:
    if more.sheet_id is not None:
        known = Sheet.objects.filter(pk=more.sheet_id, period=more.period_id).exists()
        if more.unit_id is not None or not known:
            raise Refused("Lembar ini bukan dari periode ini.", code="period.unknown_sheet")
        return due_days([more.sheet_id])[more.sheet_id]
    if more.unit_id is not None and not Unit.objects.filter(pk=more.unit_id).exists():
        raise Refused("Pilih unit dari daftar.", code="period.unknown_unit")
    return period_due(more.period_id, more.unit_id)


def _moved(period: Period, span: DisruptionSpan, at: datetime) -> Iterator[Extension]:
    """The extensions an outage makes: of the days that hold for all whom it concerned, and of
    later ones that a unit or a sheet among them has. None where no day was lost."""
    unit_id = int(span.path.strip("/").split("/")[-1]) if span.path else None
    due = period_due(period.pk, unit_id, without_disruption=span.id)
    whole = OwnDue(unit_id, None, unit_id, due)
    own = own_dues(period.pk, span.path or "/", without_disruption=span.id)
    made = Extension.objects.filter(period=period, disruption_id=span.id)
    known = {(row.unit_id, row.sheet_id): row for row in made}
    for_all = _given_back(period, span, whole)
    for each in (whole, *own):
        after = _given_back(period, span, each)
        if after == each.due or (each is not whole and after.is_within(for_all)):
            continue
        row = known.get((each.unit_id, each.sheet_id)) or Extension(
            period=period, disruption_id=span.id, unit_id=each.unit_id, sheet_id=each.sheet_id
        )
        if after == (row.self_due_on, row.due_on):
            continue
        row.self_due_on, row.due_on, row.at = after.self_on, after.on, at
        row.reason = f"Gangguan sistem: {span.what}"[:300]
        row.save()
        yield row


def _given_back(period: Period, span: DisruptionSpan, of: OwnDue) -> Due:
    """The last days after an outage, by the calendar of their unit."""
    touched = set(days(clock.day_of(span.start_at), clock.day_of(span.end_at) + timedelta(1)))
    calendar = calendars.calendar(min(touched), of.due.on + SEARCHED, of.home_id)
    since = clock.day_of(period.opened_at)
    return Due(*(due_after_outage(day, since, touched, calendar) for day in of.due))


def _emit(*rows: Extension, by: Actor, at: datetime) -> None:
    events.emit(*_events(rows, by=by, at=at))


def _events(rows: Iterable[Extension], *, by: Actor, at: datetime) -> Iterable[PeriodExtended]:
    return [
        PeriodExtended(
            by=by,
            at=at,
            period_id=row.period_id,
            extension_id=row.pk,
            unit_id=row.unit_id,
            sheet_id=row.sheet_id,
            why=row.reason,
        )
        for row in rows
    ]
