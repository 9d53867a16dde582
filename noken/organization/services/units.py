"""Units: created, renamed, moved, merged, closed. Each on a day, with the past kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.events import UnitChanged
from noken.organization.models import Position, Posting, Unit, UnitVersion
from noken.organization.services._lines import lock_structure, refresh
from noken.organization.services._records import (
    constraints_refuse,
    get_open_unit,
    get_unit,
)
from noken.organization.services._versions import (
    add_version,
    end_versions,
    is_below,
    open_children,
    show_versions,
)

_STEADY = "Anda mengelola unit di bawah wewenang Anda saja. Untuk unit lain, hubungi BKPSDM."


@dataclass(frozen=True, slots=True)
class NewUnit:
    """`head_title`: the title of the head's post, made at once; "" makes none."""

    name: str
    kind: str
    parent_id: int | None
    start_on: date
    head_title: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class NewPosition:
    unit_id: int
    title: str
    kind: str
    family: str = Position.Family.GENERAL
    echelon: str = ""
    is_head: bool = False


@transaction.atomic
def create_unit(new: NewUnit, *, by: Actor, at: datetime) -> Unit:
    """Add a unit to the structure; without a parent it is the instansi (BKPSDM only).

    Raises:
        Refused: `unit.not_yours`, `unit.unknown`, `unit.closed`, `unit.not_begun`,
            `unit.no_name`, `unit.exists`, `unit.code_taken`.
    Emits: UnitChanged.
    """
    lock_structure()
    _permit(by, new.parent_id)
    parent = get_open_unit(new.parent_id, new.start_on) if new.parent_id else None
    name = _clean_name(new.name)
    _refuse_same_name(name, parent, None)
    unit = Unit(
        name=name, kind=new.kind, parent=parent, code=new.code.strip(), start_on=new.start_on
    )
    with constraints_refuse():
        unit.save()
    UnitVersion.objects.create(unit=unit, name=name, parent=parent, start_on=new.start_on)
    if new.head_title.strip():
        Position.objects.create(
            unit=unit,
            title=new.head_title.strip(),
            kind=Position.Kind.STRUCTURAL,
            is_head=True,
        )
    show_versions(clock.day_of(at))
    unit.refresh_from_db(fields=["path"])
    events.emit(UnitChanged(by=by, at=at, unit_id=unit.pk, change="CREATED"))
    return unit


@transaction.atomic
def rename_unit(unit_id: int, name: str, on: date, *, by: Actor, at: datetime) -> Unit:
    """Give a unit another name from a day on.

    Raises:
        Refused: `unit.not_yours`, `unit.unknown`, `unit.closed`, `unit.not_begun`,
            `unit.no_name`, `unit.exists`, `unit.later_exists`.
    Emits: UnitChanged.
    """
    lock_structure()
    _permit(by, unit_id)
    unit = get_open_unit(unit_id, on)
    name = _clean_name(name)
    _refuse_same_name(name, unit.parent, unit)
    add_version(unit, on, name=name)
    return _changed(unit, "RENAMED", by, at)


@transaction.atomic
def move_unit(unit_id: int, parent_id: int, on: date, *, by: Actor, at: datetime) -> Unit:
    """Put a unit with all below it under another one from a day on.

    Raises:
        Refused: `unit.not_yours`, `unit.unknown`, `unit.closed`, `unit.not_begun`,
            `unit.circle`, `unit.same_parent`, `unit.later_exists`.
    Emits: UnitChanged, LinesRefreshed.
    """
    lock_structure()
    unit = get_open_unit(unit_id, on)
    _permit(by, unit_id, parent_id, unit.parent_id)
    parent = get_open_unit(parent_id, on)
    if parent.pk == unit.parent_id:
        raise Refused(
            f"{unit.name} sudah berada di bawah {parent.name}. Pilih unit lain.",
            code="unit.same_parent",
        )
    if is_below(parent, unit):
        raise Refused(
            f"{parent.name} berada di bawah {unit.name} sendiri. Pilih unit di luar susunannya.",
            code="unit.circle",
        )
    add_version(unit, on, parent=parent)
    return _changed(unit, "MOVED", by, at)


@transaction.atomic
def merge_unit(unit_id: int, into_id: int, on: date, *, by: Actor, at: datetime) -> Unit:
    """Close a unit into another one: its people and the units below follow that one.

    Raises:
        Refused: `unit.not_yours`, `unit.unknown`, `unit.closed`, `unit.not_begun`,
            `unit.circle`, `unit.later_exists`.
    Emits: UnitChanged, LinesRefreshed.
    """
    lock_structure()
    unit = get_open_unit(unit_id, on)
    _permit(by, unit_id, into_id, unit.parent_id)
    into = get_open_unit(into_id, on)
    if is_below(into, unit):
        raise Refused(
            f"{into.name} adalah {unit.name} sendiri atau berada di bawahnya. "
            "Pindahkan dulu unit itu, atau pilih unit lain.",
            code="unit.circle",
        )
    for child in open_children(unit, on):
        add_version(child, on, parent=into)
    end_versions(unit, on, successor=into)
    return _changed(unit, "MERGED", by, at)


@transaction.atomic
def close_unit(unit_id: int, on: date, *, by: Actor, at: datetime) -> Unit:
    """Close a unit that nobody is posted in any more.

    Raises:
        Refused: `unit.not_yours`, `unit.unknown`, `unit.closed`, `unit.not_begun`,
            `unit.has_people`, `unit.has_children`, `unit.later_exists`.
    Emits: UnitChanged, LinesRefreshed.
    """
    lock_structure()
    unit = get_open_unit(unit_id, on)
    _permit(by, unit_id, unit.parent_id)
    people = Posting.objects.filter(unit=unit).exclude(end_on__lte=on).count()
    if people:
        raise Refused(
            f"Masih ada {people} pegawai di {unit.name}. Pindahkan mereka dulu, "
            "atau gabungkan unit ini ke unit lain.",
            code="unit.has_people",
        )
    if open_children(unit, on):
        raise Refused(
            f"Masih ada unit di bawah {unit.name}. Pindahkan atau tutup unit itu dulu.",
            code="unit.has_children",
        )
    end_versions(unit, on)
    return _changed(unit, "CLOSED", by, at)


@transaction.atomic
def create_position(new: NewPosition, *, by: Actor, at: datetime) -> Position:
    """Add a post to a unit. A head's post without a holder is a vacancy from now on.

    Raises:
        Refused: `unit.not_yours`, `unit.unknown`, `unit.closed`, `unit.no_name`,
            `position.exists`, `position.head_exists`.
    Emits: UnitChanged, LinesRefreshed.
    """
    lock_structure()
    _permit(by, new.unit_id)
    unit = get_unit(new.unit_id)
    today = clock.day_of(at)
    if unit.end_on is not None and unit.end_on <= today:
        raise Refused(f"{unit.name} sudah ditutup. Pilih unit lain.", code="unit.closed")
    position = Position(
        unit=unit,
        title=_clean_name(new.title),
        kind=new.kind,
        family=new.family,
        echelon=new.echelon.strip(),
        is_head=new.is_head,
    )
    with constraints_refuse():
        position.save()
    _changed(unit, "POST_ADDED", by, at)
    return position


@transaction.atomic
def bring_up_to_date(*, by: Actor, at: datetime) -> None:  # noqa: ARG001 (a service says who and when)
    """Show the structure of today: for changes that were entered for a day to come."""
    lock_structure()
    show_versions(clock.day_of(at))


def _changed(unit: Unit, change: str, by: Actor, at: datetime) -> Unit:
    show_versions(clock.day_of(at))
    unit.refresh_from_db()
    events.emit(UnitChanged(by=by, at=at, unit_id=unit.pk, change=change))
    refresh(by, at, units=[unit.pk])
    return unit


def _permit(by: Actor, *unit_ids: int | None) -> None:
    if not access.can_change_units(by, unit_ids):
        raise Refused(_STEADY, code="unit.not_yours")


def _clean_name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refused("Namanya belum diisi. Tuliskan nama lengkapnya.", code="unit.no_name")
    return name


def _refuse_same_name(name: str, parent: Unit | None, own: Unit | None) -> None:
    same = Unit.objects.filter(name__iexact=name, parent=parent, end_on=None)
    if own is not None:
        same = same.exclude(pk=own.pk)
    if same.exists():
        raise Refused(
            f"{name} sudah ada di bawah unit yang sama. Pakai unit itu, atau beri nama lain.",
            code="unit.exists",
        )
