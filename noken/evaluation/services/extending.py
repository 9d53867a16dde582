"""More time: given with a reason, or by itself after an outage."""

from collections.abc import Iterable
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
from noken.evaluation.queries.deadlines import Due, due_days, period_due
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
    """Give back the workdays an outage took from running periods, without being asked.

    That a machine of attendance was silent takes nobody's time for evaluating. Runs again when
    the outage goes on.

    Emits: PeriodExtended for each period that moved.
    """
    span = calendars.disruption(disruption_id)
    if span is None or span.only_presence:
        return []
    running = Period.objects.select_for_update().filter(closed_at=None, opened_at__lt=span.end_at)
    moved = [_moved(period, span, at) for period in running.order_by("pk")]
    rows = [row for row in moved if row is not None]
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


def _moved(period: Period, span: DisruptionSpan, at: datetime) -> Extension | None:
    """The extension an outage makes; None where no day of the period was lost."""
    unit_id = int(span.path.strip("/").split("/")[-1]) if span.path else None
    own = Extension.objects.filter(period=period, disruption_id=span.id, unit=unit_id).first()
    before = period_due(period.pk, unit_id, without_disruption=span.id)
    touched = set(days(clock.day_of(span.start_at), clock.day_of(span.end_at) + timedelta(1)))
    since = clock.day_of(period.opened_at)
    calendar = calendars.calendar(min(touched), before.on + SEARCHED, unit_id)
    after = Due(
        due_after_outage(before.self_on, since, touched, calendar),
        due_after_outage(before.on, since, touched, calendar),
    )
    if after == before or (own and after == (own.self_due_on, own.due_on)):
        return None
    row = own or Extension(period=period, disruption_id=span.id, unit_id=unit_id)
    row.self_due_on, row.due_on, row.at = after.self_on, after.on, at
    row.reason = f"Gangguan sistem: {span.what}"[:300]
    row.save()
    return row


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
