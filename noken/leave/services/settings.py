"""What the region settles for itself: numbers, who grants, balances from before noken."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.leave import access
from noken.leave.events import GrantingOfficialSet, LeaveValueSigned, OpeningBalanceSet
from noken.leave.models import GrantingOfficial, OpeningBalance, Value
from noken.leave.rules.balance import Terms
from noken.organization.models import Unit
from noken.regulations import loader

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A number signed off from `on`, for a unit and all below; None: for everybody."""

    name: str
    value: int
    on: date
    source: str
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Granting:
    """The head of `granted_by_id` (None: BKPSDM) grants to a unit's people, or to its head."""

    unit_id: int
    granted_by_id: int | None
    on: date
    source: str
    for_head: bool = False


@transaction.atomic
def sign_value(signed: Signed, *, by: Actor, at: datetime) -> Value:
    """Sign off a number that the law leaves open.

    Raises:
        Refused: `leave.keeper_only`, `leave.not_settable`, `leave.value_range`,
            `leave.no_source`, `leave.unknown_unit`, `leave.not_after`.
    Emits: LeaveValueSigned.
    """
    _permit(by)
    known = loader.leave_values().get(signed.name)
    if known is None or known.most is None:
        raise Refused(
            "Angka ini ditetapkan peraturan dan tidak dapat diubah di sini.",
            code="leave.not_settable",
        )
    if not 0 <= signed.value <= known.most:
        raise Refused(
            f"Isi angka dari 0 sampai {known.most}.", code="leave.value_range", basis=known.source
        )
    _check_source(signed.source)
    _check_unit(signed.unit_id)
    of_unit = Q(unit=signed.unit_id) if signed.unit_id else Q(unit__isnull=True)
    _end_before(Value.objects.filter(of_unit, name=signed.name), signed.on)
    row = Value.objects.create(
        name=signed.name,
        unit_id=signed.unit_id,
        value=signed.value,
        source=signed.source.strip()[:200],
        set_by_id=by.employee_id,
        set_at=at,
        start_on=signed.on,
    )
    events.emit(LeaveValueSigned(by=by, at=at, value_id=row.pk, source=row.source))
    return row


@transaction.atomic
def set_granting_official(granting: Granting, *, by: Actor, at: datetime) -> GrantingOfficial:
    """Say who grants the leave of a unit's people, or of its head.

    Raises:
        Refused: `leave.keeper_only`, `leave.unknown_unit`, `leave.no_source`, `leave.not_after`.
    Emits: GrantingOfficialSet.
    """
    _permit(by)
    _check_source(granting.source)
    _check_unit(granting.unit_id)
    _check_unit(granting.granted_by_id)
    before = GrantingOfficial.objects.filter(unit_id=granting.unit_id, for_head=granting.for_head)
    _end_before(before, granting.on)
    row = GrantingOfficial.objects.create(
        unit_id=granting.unit_id,
        for_head=granting.for_head,
        granted_by_id=granting.granted_by_id,
        source=granting.source.strip()[:200],
        start_on=granting.on,
    )
    events.emit(GrantingOfficialSet(by=by, at=at, granting_id=row.pk, source=row.source))
    return row


@transaction.atomic
def set_opening_balance(
    employee_id: int, year: int, days: int, *, source: str, by: Actor, at: datetime
) -> OpeningBalance:
    """What a paper list says somebody carried into a year; entered anew it replaces the old one.

    Raises:
        Refused: `leave.not_keeper`, `leave.value_range`, `leave.no_source`.
    Emits: OpeningBalanceSet.
    """
    if not (by.has(Role.SYSTEM) or access.keeps(by, employee_id)):
        raise Refused(
            "Sisa cuti dicatat admin kepegawaian OPD atau BKPSDM, dan tidak untuk diri sendiri.",
            code="leave.not_keeper",
        )
    terms = Terms()
    most = terms.most_with_two - terms.annual_days
    if not 0 <= days <= most or not 2020 <= year <= 2100:
        raise Refused(
            f"Isi sisa hari kerja dari 0 sampai {most} dan tahun empat angka.",
            code="leave.value_range",
            basis="PP 11/2017",
        )
    _check_source(source)
    row, _ = OpeningBalance.objects.update_or_create(
        employee_id=employee_id,
        year=year,
        defaults={
            "carried_days": days,
            "source": source.strip()[:200],
            "set_by_id": by.employee_id,
            "set_at": at,
        },
    )
    events.emit(
        OpeningBalanceSet(by=by, at=at, subject_id=employee_id, year=year, source=row.source)
    )
    return row


def _permit(by: Actor) -> None:
    if not KEEPERS & by.roles:
        raise Refused(
            "Aturan cuti ditetapkan BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="leave.keeper_only",
        )


def _check_source(source: str) -> None:
    if not source.strip():
        raise Refused("Tuliskan dasarnya, misalnya nomor surat keputusan.", code="leave.no_source")


def _check_unit(unit_id: int | None) -> None:
    if unit_id is not None and not Unit.objects.filter(pk=unit_id).exists():
        raise Refused("Pilih unit dari daftar.", code="leave.unknown_unit")


def _end_before(rows: QuerySet[Value] | QuerySet[GrantingOfficial], on: date) -> None:
    for row in rows.select_for_update().filter(Q(end_on=None) | Q(end_on__gt=on)):
        if row.start_on >= on:
            raise Refused(
                "Sudah ada ketetapan yang mulai berlaku pada tanggal itu atau sesudahnya. Pilih "
                "tanggal yang lebih baru.",
                code="leave.not_after",
            )
        row.end_on = on
        row.save(update_fields=["end_on"])
