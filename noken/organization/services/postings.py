"""Who sits where: first postings, transfers in mid-year, acting officers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization import access
from noken.organization.events import (
    ActingAppointed,
    ActingEnded,
    PersonMoved,
    RoleChanged,
    SuperiorChosen,
)
from noken.organization.models import Employee, Position, Posting, RoleGrant, SuperiorOverride, Unit
from noken.organization.queries.facts import MAY_LEAD
from noken.organization.queries.lending import left_behind
from noken.organization.services._grants import end_grants
from noken.organization.services._lines import lock_structure, refresh
from noken.organization.services._reach import check_not_above, check_seat
from noken.organization.services._records import (
    check_in_service,
    check_may_change,
    close_running,
    constraints_refuse,
    get_employee,
    get_open_unit,
    get_position,
    posting_on,
)


@dataclass(frozen=True, slots=True)
class Acting:
    """An appointment as PLT (the post is vacant) or PLH (its holder is away).

    `end_on` is the first day after; a Plh always has one.
    """

    employee_id: int
    position_id: int
    kind: str
    start_on: date
    end_on: date | None = None


@transaction.atomic
def post_employee(
    employee_id: int, position_id: int, on: date, *, by: Actor, at: datetime
) -> Posting:
    """The first posting of a person, or the next after a time without one.

    Raises:
        Refused: `employee.unknown`, `employee.own_record`, `employee.not_in_service`,
            `position.unknown`, `unit.closed`, `unit.not_begun`, `unit.not_yours`,
            `posting.already`, `posting.overlap`, `posting.head_taken`, `employee.above`,
            `seat.above`, and as `tell_lines`.
    Emits: PersonMoved, LinesRefreshed.
    """
    lock_structure()
    employee = get_employee(employee_id)
    position = get_position(position_id)
    _check_seat(by, employee, position, on)
    if posting_on(employee_id, on) is not None:
        raise Refused(
            f"{employee.name} sudah punya jabatan pada tanggal itu. Gunakan “Pindahkan”.",
            code="posting.already",
        )
    posting = _new_posting(employee, position, on)
    events.emit(
        PersonMoved(
            by=by, at=at, subject_id=employee.pk, unit_id=position.unit_id, left_unit_id=None
        )
    )
    refresh(by, at, employees=[employee.pk], units=_seats(posting))
    return posting


@transaction.atomic
def move_employee(
    employee_id: int, position_id: int, on: date, *, by: Actor, at: datetime
) -> Posting:
    """Transfer: the old posting ends on the day the new one begins.

    An explicit superior ends with it, and so does the role of admin for units that the person
    leaves behind; who goes to another agency is no longer chosen as a superior in this one.

    Raises:
        Refused: as `post_employee`, and `employee.not_yours`, `posting.none`,
            `posting.same_post`.
    Emits: PersonMoved, SuperiorChosen, RoleChanged, LinesRefreshed.
    """
    lock_structure()
    employee = get_employee(employee_id)
    position = get_position(position_id)
    check_may_change(by, employee, clock.day_of(at))
    _check_seat(by, employee, position, on)
    old = _movable(employee, position, on)
    with constraints_refuse():
        close_running(employee.postings.filter(kind=Posting.Kind.DEFINITIVE), on)
        posting = _new_posting(employee, position, on)
    events.emit(
        PersonMoved(
            by=by,
            at=at,
            subject_id=employee.pk,
            unit_id=position.unit_id,
            left_unit_id=old.unit_id,
        ),
        *_end_what_was_tied_to_the_unit(employee, position.unit, on, by, at),
    )
    behind = left_behind({employee.pk: (old.unit_id, posting.unit_id)}, by, on)
    for person in behind:
        close_running(SuperiorOverride.objects.filter(employee=person), on)
    events.emit(*(SuperiorChosen(by=by, at=at, subject_id=who, superior_id=None) for who in behind))
    refresh(by, at, employees=[employee.pk], others=behind, units=_seats(old, posting))
    return posting


@transaction.atomic
def appoint_acting(acting: Acting, *, by: Actor, at: datetime) -> Posting:
    """Let somebody act for the head of a unit (Plt, Plh), beside the own post.

    Raises:
        Refused: `employee.unknown`, `employee.own_record`, `employee.not_in_service`,
            `position.unknown`, `unit.closed`, `unit.not_begun`, `unit.not_yours`,
            `acting.not_head`, `acting.needs_end`, `acting.not_vacant`, `acting.vacant`,
            `acting.holder`, `posting.head_taken`, `dates.order`, `employee.above`,
            `seat.above`, and as `tell_lines`.
    Emits: ActingAppointed, LinesRefreshed.
    """
    lock_structure()
    employee = get_employee(acting.employee_id)
    position = get_position(acting.position_id)
    _check_seat(by, employee, position, acting.start_on)
    _check_acting(acting, employee, position)
    with constraints_refuse():
        posting = Posting.objects.create(
            employee=employee,
            position=position,
            unit_id=position.unit_id,
            kind=acting.kind,
            is_head=True,
            start_on=acting.start_on,
            end_on=acting.end_on,
        )
    _tell_acting(ActingAppointed, posting, by, at)
    return posting


@transaction.atomic
def end_acting(posting_id: int, on: date, *, by: Actor, at: datetime) -> None:
    """End an acting appointment on a day; one that has not begun by then is taken back.

    Raises:
        Refused: `acting.unknown`, `employee.own_record`, `unit.not_yours`, `acting.over`,
            `employee.above`, `seat.above`, and as `tell_lines`.
    Emits: ActingEnded, LinesRefreshed.
    """
    lock_structure()
    posting = (
        Posting.objects.select_for_update(of=("self",))
        .select_related("employee")
        .filter(pk=posting_id)
        .exclude(kind=Posting.Kind.DEFINITIVE)
        .first()
    )
    if posting is None:
        raise Refused("Penunjukan itu tidak ditemukan. Muat ulang halaman.", code="acting.unknown")
    _permit(by, posting.employee, posting.unit_id, is_head=True)
    if posting.end_on is not None and posting.end_on <= on:
        raise Refused("Penunjukan itu sudah berakhir pada tanggal itu.", code="acting.over")
    if posting.start_on >= on:
        Posting.objects.filter(pk=posting.pk).delete()
    else:
        posting.end_on = on
        posting.save(update_fields=["end_on"])
    _tell_acting(ActingEnded, posting, by, at)


def _check_seat(by: Actor, employee: Employee, position: Position, on: date) -> None:
    unit = get_open_unit(position.unit_id, on)
    _permit(by, employee, unit.pk, is_head=position.is_head)
    check_in_service(employee, on)


def _permit(by: Actor, employee: Employee, unit_id: int, *, is_head: bool) -> None:
    if employee.pk == by.employee_id:
        raise Refused(
            "Jabatan Anda sendiri diubah oleh rekan yang berwenang. Mintalah bantuannya.",
            code="employee.own_record",
        )
    if not access.can_change_units(by, [unit_id]):
        raise Refused(
            "Jabatan di unit itu di luar wewenang Anda. Hubungi BKPSDM.", code="unit.not_yours"
        )
    check_not_above(by, employee)
    if is_head:
        check_seat(by, unit_id)


def _movable(employee: Employee, position: Position, on: date) -> Posting:
    old = posting_on(employee.pk, on)
    if old is None:
        raise Refused(
            f"{employee.name} belum punya jabatan pada tanggal itu. Tempatkan dulu.",
            code="posting.none",
        )
    if old.position_id == position.pk:
        raise Refused(
            f"{employee.name} sudah menduduki jabatan itu. Pilih jabatan lain.",
            code="posting.same_post",
        )
    return old


def _new_posting(employee: Employee, position: Position, on: date) -> Posting:
    with constraints_refuse():
        return Posting.objects.create(
            employee=employee,
            position=position,
            unit_id=position.unit_id,
            is_head=position.is_head,
            start_on=on,
        )


def _seats(*postings: Posting) -> list[int]:
    return [posting.unit_id for posting in postings if posting.is_head]


def _end_what_was_tied_to_the_unit(
    employee: Employee, unit: Unit, on: date, by: Actor, at: datetime
) -> list[SuperiorChosen | RoleChanged]:
    told: list[SuperiorChosen | RoleChanged] = []
    if employee.superior_overrides.filter(in_force(on)).exists():
        close_running(employee.superior_overrides.all(), on)
        told.append(SuperiorChosen(by=by, at=at, subject_id=employee.pk, superior_id=None))
    grants = employee.role_grants.filter(in_force(on), role=RoleGrant.Role.ADMIN_OPD)
    left = [
        grant.pk
        for grant in grants.select_related("unit")
        if grant.unit is not None and not unit.path.startswith(grant.unit.path)
    ]
    told += end_grants(employee.role_grants.filter(pk__in=left), on, by=by, at=at)
    return told


def _check_acting(acting: Acting, employee: Employee, position: Position) -> None:
    if not position.is_head:
        raise Refused(
            "Plt dan Plh ditunjuk untuk jabatan kepala unit. Pilih jabatan kepala.",
            code="acting.not_head",
        )
    if acting.kind == Posting.Kind.PLH and acting.end_on is None:
        raise Refused("Plh memerlukan tanggal selesai. Isi tanggalnya.", code="acting.needs_end")
    holder = (
        Posting.objects.filter(
            in_force(acting.start_on), position=position, kind=Posting.Kind.DEFINITIVE
        )
        .select_related("employee")
        .first()
    )
    if holder is not None and holder.employee_id == employee.pk:
        raise Refused(
            f"{employee.name} adalah pejabatnya sendiri. Pilih orang lain.", code="acting.holder"
        )
    if acting.kind == Posting.Kind.PLH and holder is None:
        raise Refused("Jabatan itu kosong. Tunjuk Plt, bukan Plh.", code="acting.vacant")
    if acting.kind == Posting.Kind.PLT and holder is not None and _is_able(holder, acting):
        raise Refused(
            f"Jabatan itu diduduki {holder.employee.name}. Tunjuk Plh bila ia berhalangan.",
            code="acting.not_vacant",
        )


def _is_able(holder: Posting, acting: Acting) -> bool:
    standing = holder.employee.standings.filter(in_force(acting.start_on)).first()
    return standing is None or standing.standing in MAY_LEAD


def _tell_acting(
    event: type[ActingAppointed | ActingEnded], posting: Posting, by: Actor, at: datetime
) -> None:
    events.emit(
        event(
            by=by,
            at=at,
            subject_id=posting.employee_id,
            posting_id=posting.pk,
            unit_id=posting.unit_id,
        )
    )
    refresh(by, at, employees=[posting.employee_id], units=[posting.unit_id])
