"""Finding, checking and dating rows: what the services of this area share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization import access
from noken.organization.models import Employee, Position, Posting, StandingPeriod, Unit
from noken.organization.services._reach import check_not_above

OUT_OF_SERVICE = (StandingPeriod.Standing.RETIRED, StandingPeriod.Standing.ENDED)

_OVERLAPS = {
    "unit_version_no_overlap": (
        "unit.later_exists",
        "Unit ini sudah punya perubahan pada tanggal itu atau sesudahnya. Pilih tanggal lain.",
    ),
    "unit_code_unique": ("unit.code_taken", "Kode itu sudah dipakai unit lain. Pilih kode lain."),
    "position_unique": (
        "position.exists",
        "Jabatan dengan nama itu sudah ada di unit ini. Pakai jabatan yang ada.",
    ),
    "position_one_head": (
        "position.head_exists",
        "Unit ini sudah punya jabatan kepala. Pakai jabatan yang ada.",
    ),
    "posting_one_definitive": (
        "posting.overlap",
        "Pegawai ini sudah punya jabatan lain pada masa itu. Periksa riwayat jabatannya.",
    ),
    "posting_one_head": (
        "posting.head_taken",
        "Jabatan itu sudah terisi pada masa itu. Akhiri dulu penunjukan yang lama.",
    ),
    "rank_no_overlap": (
        "rank.later_exists",
        "Sudah ada pangkat pada tanggal itu atau sesudahnya. Periksa riwayat pangkatnya.",
    ),
    "standing_no_overlap": (
        "standing.later_exists",
        "Sudah ada kedudukan pada tanggal itu atau sesudahnya. Periksa riwayatnya.",
    ),
    "override_no_overlap": (
        "superior.later_exists",
        "Sudah ada penetapan atasan pada masa itu. Batalkan dulu penetapan itu.",
    ),
    "role_proposal_once": (
        "role.proposed",
        "Peran ini sudah diusulkan untuknya. Muat ulang halaman.",
    ),
    "role_no_overlap": (
        "role.exists",
        "Pegawai ini sudah memegang peran itu pada masa itu.",
    ),
}
_DATES = ("Tanggal selesai harus setelah tanggal mulai.", "dates.order")


@contextmanager
def constraints_refuse() -> Iterator[None]:
    """The database's own refusal, in words: what it forbids is also true for two at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))
        if name.endswith("_ends_after_start"):
            raise Refused(_DATES[0], code=_DATES[1]) from error
        if name not in _OVERLAPS:
            raise
        code, message = _OVERLAPS[name]
        raise Refused(message, code=code) from error


def get_unit(unit_id: int) -> Unit:
    found = Unit.objects.select_for_update().filter(pk=unit_id).first()
    if found is None:
        raise Refused("Unit itu tidak ditemukan. Pilih dari daftar.", code="unit.unknown")
    return found


def get_open_unit(unit_id: int, on: date) -> Unit:
    unit = get_unit(unit_id)
    if unit.end_on is not None and unit.end_on <= on:
        raise Refused(
            f"{unit.name} sudah ditutup pada tanggal itu. Pilih unit lain atau tanggal sebelumnya.",
            code="unit.closed",
        )
    if on < unit.start_on:
        raise Refused(
            f"{unit.name} belum berdiri pada tanggal itu. Pilih tanggal sesudahnya.",
            code="unit.not_begun",
        )
    return unit


def get_employee(employee_id: int) -> Employee:
    found = Employee.objects.select_for_update(of=("self",)).filter(pk=employee_id).first()
    if found is None:
        raise Refused("Pegawai itu tidak ditemukan. Pilih dari daftar.", code="employee.unknown")
    return found


def get_position(position_id: int) -> Position:
    found = Position.objects.filter(pk=position_id).first()
    if found is None:
        raise Refused("Jabatan itu tidak ditemukan. Pilih dari daftar.", code="position.unknown")
    return found


def posting_on(employee_id: int, on: date) -> Posting | None:
    """The definitive posting of a day."""
    return Posting.objects.filter(
        in_force(on), employee=employee_id, kind=Posting.Kind.DEFINITIVE
    ).first()


def units_of(employee_id: int, on: date) -> list[int | None]:
    """The unit whose admin may change a person; [None] without a posting: BKPSDM only."""
    posting = posting_on(employee_id, on)
    return [posting.unit_id if posting else None]


def check_may_change(by: Actor, employee: Employee, today: date) -> None:
    """BKPSDM, or the admin of the unit the person is posted in today, unless the person is above
    them; nobody the own record."""
    if employee.pk == by.employee_id:
        raise Refused(
            "Data Anda sendiri diubah oleh rekan yang berwenang. Mintalah bantuannya.",
            code="employee.own_record",
        )
    if not access.can_change_units(by, units_of(employee.pk, today)):
        raise Refused(
            f"{employee.name} di luar wewenang Anda. Hubungi admin unitnya atau BKPSDM.",
            code="employee.not_yours",
        )
    check_not_above(by, employee)


def check_in_service(employee: Employee, on: date) -> None:
    standing = employee.standings.filter(in_force(on)).first()
    if standing is not None and standing.standing in OUT_OF_SERVICE:
        raise Refused(
            f"{employee.name} sudah tidak bertugas pada tanggal itu. Pilih pegawai lain.",
            code="employee.not_in_service",
        )


def close_running(rows: QuerySet[Any], on: date) -> Model | None:
    """End the row in force on `on` there; None when there was none.

    One that begins that very day never took effect and is removed.
    """
    running: Any = rows.filter(in_force(on)).first()
    if running is None:
        return None
    if running.start_on == on:
        running.delete()
        return None
    running.end_on = on
    running.save(update_fields=["end_on"])
    return running  # type: ignore[no-any-return]  # a row of the given set
