"""Opening, completing and closing evaluation periods."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from django.db import IntegrityError, transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation.events.periods import PeriodClosed, PeriodOpened, SheetsCaughtUp
from noken.evaluation.models import Period, Sheet
from noken.evaluation.queries.candidates import Scope
from noken.evaluation.rules.periods import GROUP_KINDS, Which, label_of, numbers_of, span_of
from noken.evaluation.services import _filling
from noken.evaluation.services._periods import locked, permit
from noken.ui.formats import day_long

FINISHED = (Sheet.Status.FINAL, Sheet.Status.EXCUSED)
BASIS = "PermenPANRB 6/2022"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A period to be opened; the last days in time for the own assessment and the result."""

    kind: str
    group: str
    year: int
    number: int
    self_due_on: date
    due_on: date

    @property
    def which(self) -> Which:
        return Which(self.group, self.year, self.kind, self.number)

    @property
    def label(self) -> str:
        return label_of(self.kind, self.year, self.number)


@transaction.atomic
def open_period(opening: Opening, *, by: Actor, at: datetime) -> Period:
    """Open a period with a sheet for everybody of the group in service on its last day.

    Who has no plan or no superior gets a sheet as well: it is completed once that is mended.

    Raises:
        Refused: `period.keeper_only`, `period.unknown`, `period.not_ended`, `period.due_order`,
            `period.due_past`, `period.open_already`.
    Emits: PeriodOpened.
    """
    permit(by)
    today = clock.day_of(at)
    start, end = _checked(opening, today)
    if Period.objects.filter(**_key(opening)).exists():
        _taken(opening)
    try:
        with transaction.atomic():
            period = Period.objects.create(
                **_key(opening),
                start_on=start,
                end_on=end,
                self_due_on=opening.self_due_on,
                due_on=opening.due_on,
                opened_at=at,
                opened_by_id=by.employee_id,
            )
    except IntegrityError:
        _taken(opening)
    scope = Scope(opening.which, today)
    _filling.add_missing(period, scope, by=by, at=at)
    _filling.close_told(period, scope)
    events.emit(PeriodOpened(by=by, at=at, period_id=period.pk))
    return period


@transaction.atomic
def catch_up(period_id: int, *, by: Actor, at: datetime) -> int:
    """Complete a running period with what was mended since; how many sheets are new or changed.

    Missing sheets are added. Plans, superiors and parts are set right on sheets on which nobody
    has judged anything yet; the part of who rates no longer is closed with what they left.

    Raises:
        Refused: `period.keeper_only`, `period.gone`, `period.closed`.
    Emits: SheetsCaughtUp, if there was something to complete.
    """
    permit(by)
    period = locked(period_id)
    which = Which(period.group, period.year, period.kind, period.number)
    scope = Scope(which, clock.day_of(at))
    added = _filling.add_missing(period, scope, by=by, at=at)
    mended = _filling.mend(period, scope)
    if added or mended:
        events.emit(
            SheetsCaughtUp(by=by, at=at, period_id=period.pk, added=tuple(added), mended=mended)
        )
    return len(added) + mended


@transaction.atomic
def close_period(period_id: int, *, note: str = "", by: Actor, at: datetime) -> Period:
    """End a period: no new sheets, reminders or extensions. What is missing may still be done.

    Raises:
        Refused: `period.keeper_only`, `period.gone`, `period.closed`, `period.unfinished` (sheets
            are not final and no reason was given), `period.note_long`.
    Emits: PeriodClosed.
    """
    permit(by)
    period = locked(period_id)
    note = " ".join(note.split())
    left = Sheet.objects.filter(period=period).exclude(status__in=FINISHED).count()
    if left and not note:
        raise Refused(
            f"Masih ada {left} lembar yang belum final. Tuliskan alasan menutup periode ini, atau "
            "tunggu sampai semuanya final.",
            code="period.unfinished",
        )
    if len(note) > 300:
        raise Refused("Alasan paling panjang 300 huruf.", code="period.note_long")
    period.closed_at, period.closing_note = at, note
    period.save(update_fields=["closed_at", "closing_note"])
    events.emit(PeriodClosed(by=by, at=at, period_id=period.pk, unfinished=left, why=note))
    return period


def _checked(opening: Opening, today: date) -> tuple[date, date]:
    kinds = GROUP_KINDS.get(opening.group, ())
    if opening.kind not in kinds or opening.number not in numbers_of(opening.kind):
        raise Refused("Pilih periode dari daftar.", code="period.unknown", basis=BASIS)
    start, end = span_of(opening.kind, opening.year, opening.number)
    if end > today:
        raise Refused(
            f"{opening.label} belum berakhir. Periode ini dapat dibuka mulai {day_long(end)}.",
            code="period.not_ended",
            basis=BASIS,
        )
    if opening.self_due_on < today:
        raise Refused(
            "Tenggat penilaian diri sudah lewat. Pilih hari ini atau sesudahnya.",
            code="period.due_past",
        )
    if opening.due_on < opening.self_due_on:
        raise Refused(
            "Tenggat hasil penilaian tidak boleh sebelum tenggat penilaian diri. Periksa kedua "
            "tanggalnya.",
            code="period.due_order",
        )
    return start, end


def _key(opening: Opening) -> dict[str, str | int]:
    which = opening.which
    return {
        "group": which.group,
        "year": which.year,
        "kind": which.kind,
        "number": which.number,
    }


def _taken(opening: Opening) -> NoReturn:
    raise Refused(
        f"{opening.label} sudah dibuka untuk kelompok ini. Lihat di daftar periode.",
        code="period.open_already",
    )
