"""People: added, their legal standing and their rank."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization.events import EmployeeAdded, RankChanged, RoleChanged, StandingChanged
from noken.organization.models import (
    Employee,
    Posting,
    RankPeriod,
    RoleGrant,
    StandingPeriod,
    SuperiorOverride,
)
from noken.organization.rules.nip import bare_nip, why_not_a_nip
from noken.organization.rules.ranks import RANK_NAMES, is_grade
from noken.organization.rules.search_key import search_key
from noken.organization.services._grants import end_grants
from noken.organization.services._lines import lock_structure, refresh
from noken.organization.services._records import (
    OUT_OF_SERVICE,
    check_may_change,
    close_running,
    constraints_refuse,
    get_employee,
)


@dataclass(frozen=True, slots=True)
class NewEmployee:
    """`nip` is "" for an official without NIP (kind OFFICIAL) only."""

    nip: str
    name: str
    kind: str
    start_on: date
    front_title: str = ""
    back_title: str = ""


@transaction.atomic
def add_employee(new: NewEmployee, *, by: Actor, at: datetime) -> Employee:
    """Take a person into the register, active from a day on and not yet posted.

    Raises:
        Refused: `employee.not_yours`, `employee.no_name`, `employee.nip_wrong`,
            `employee.nip_taken`.
    Emits: EmployeeAdded.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused("Pegawai baru didaftarkan oleh BKPSDM.", code="employee.not_yours")
    return take_in(new, None, by=by, at=at)


@transaction.atomic
def take_in(new: NewEmployee, account_id: int | None, *, by: Actor, at: datetime) -> Employee:
    """The person as rows of the register; whoever calls has looked at who may.

    Raises:
        Refused: `employee.no_name`, `employee.nip_wrong`, `employee.nip_taken`.
    Emits: EmployeeAdded.
    """
    name = " ".join(new.name.split())
    if not name:
        raise Refused("Nama pegawai belum diisi.", code="employee.no_name")
    nip = _checked_nip(new)
    employee = Employee.objects.create(
        nip=nip,
        name=name,
        front_title=new.front_title.strip(),
        back_title=new.back_title.strip(),
        kind=new.kind,
        search=search_key(name, nip),
        account_id=account_id,
    )
    StandingPeriod.objects.create(
        employee=employee, standing=StandingPeriod.Standing.ACTIVE, start_on=new.start_on
    )
    events.emit(EmployeeAdded(by=by, at=at, subject_id=employee.pk))
    return employee


@transaction.atomic
def set_standing(
    employee_id: int, standing: str, on: date, *, by: Actor, at: datetime
) -> StandingPeriod:
    """Change the legal standing from a day on.

    Who retires or leaves gives up posts, acting posts, roles and explicit superiors that day.

    Raises:
        Refused: `employee.unknown`, `employee.not_yours`, `employee.above`, `standing.same`,
            `standing.later_exists`, `standing.posted_later`, and as `tell_lines`.
    Emits: StandingChanged, LinesRefreshed.
    """
    lock_structure()
    employee = get_employee(employee_id)
    check_may_change(by, employee, clock.day_of(at))
    running = employee.standings.filter(in_force(on)).first()
    if running is not None and running.standing == standing:
        raise Refused(
            f"{employee.name} sudah berkedudukan {running.get_standing_display()}.",
            code="standing.same",
        )
    if employee.standings.filter(start_on__gt=on).exists():
        raise Refused(
            "Sudah ada perubahan kedudukan sesudah tanggal itu. Pilih tanggal sesudahnya.",
            code="standing.later_exists",
        )
    seats = _seats_of(employee)
    with constraints_refuse():
        close_running(employee.standings.all(), on)
        period = StandingPeriod.objects.create(employee=employee, standing=standing, start_on=on)
    told = _leave(employee, on, by, at) if standing in OUT_OF_SERVICE else []
    events.emit(StandingChanged(by=by, at=at, subject_id=employee.pk, standing=standing), *told)
    chosen_by = SuperiorOverride.objects.filter(superior=employee).values_list(
        "employee", flat=True
    )
    refresh(by, at, employees=[employee.pk], others=chosen_by, units=seats)
    return period


@transaction.atomic
def set_rank(employee_id: int, code: str, on: date, *, by: Actor, at: datetime) -> RankPeriod:
    """Record the rank or grade held from a day on.

    Raises:
        Refused: `employee.unknown`, `employee.not_yours`, `employee.above`, `rank.unknown`,
            `rank.later_exists`.
    Emits: RankChanged.
    """
    employee = get_employee(employee_id)
    check_may_change(by, employee, clock.day_of(at))
    if code not in RANK_NAMES and not is_grade(code):
        raise Refused(
            "Pangkat itu tidak dikenal. Tulis seperti III/b, atau IX untuk PPPK.",
            code="rank.unknown",
        )
    with constraints_refuse():
        close_running(employee.ranks.all(), on)
        period = RankPeriod.objects.create(employee=employee, code=code, start_on=on)
    events.emit(RankChanged(by=by, at=at, subject_id=employee.pk))
    return period


def _checked_nip(new: NewEmployee) -> str | None:
    nip = bare_nip(new.nip)
    if not nip and new.kind == Employee.Kind.OFFICIAL:
        return None
    if reason := why_not_a_nip(nip):
        raise Refused(f"{reason} Periksa lalu isi kembali.", code="employee.nip_wrong")
    if Employee.objects.filter(nip=nip).exists():
        raise Refused(
            "NIP itu sudah terdaftar. Cari pegawainya di daftar.", code="employee.nip_taken"
        )
    return nip


def _seats_of(employee: Employee) -> list[int]:
    """Units that the person heads or acts for, ever."""
    rows = Posting.objects.filter(employee=employee, is_head=True)
    return list(rows.values_list("unit_id", flat=True).distinct())


def _leave(employee: Employee, on: date, by: Actor, at: datetime) -> list[RoleChanged]:
    if Posting.objects.filter(employee=employee, start_on__gt=on).exists():
        raise Refused(
            f"{employee.name} punya jabatan yang mulai sesudah tanggal itu. Batalkan dulu.",
            code="standing.posted_later",
        )
    mine = Q(employee=employee)
    for rows in (
        Posting.objects.filter(mine),
        SuperiorOverride.objects.filter(mine | Q(superior=employee)),
    ):
        rows.filter(in_force(on), start_on=on).delete()
        rows.filter(in_force(on)).update(end_on=on)
    return end_grants(RoleGrant.objects.filter(mine), on, by=by, at=at)
