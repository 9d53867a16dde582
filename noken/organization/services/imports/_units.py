"""Makes the units and posts that a file needs and that are not there yet."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from noken.core import events
from noken.core.tenancy import current_tenant
from noken.organization.events import UnitChanged
from noken.organization.models import Position, Unit
from noken.organization.rules.posts import PostKind
from noken.organization.rules.unit_matching import head_title, top_title
from noken.organization.services._versions import show_versions
from noken.organization.services.imports._copy import copy, new_ids
from noken.organization.services.imports._structure import Kept, in_order
from noken.organization.services.imports._work import Work
from noken.tenants.queries import name_of

NO_TITLE = "Jabatan belum tercatat"
_LONGEST = 200


class Seat(NamedTuple):
    """A post as it is looked for: in a unit, by title in small letters, the head's or not."""

    unit: int
    title: str
    is_head: bool


def make_units(work: Work, structure: Kept, begun_on: date) -> dict[str, int]:
    """Ids of all units by key; those that are new are made, under a top that is made too.

    Emits: UnitChanged for each new unit.
    """
    ids = {key: unit["id"] for key, unit in structure["units"].items() if unit["id"] is not None}
    new = [(key, u) for key, u in in_order(structure["units"]) if u["id"] is None]
    if not new:
        return ids
    root = structure["root"] or _make_top(begun_on)
    for (key, _), pk in zip(new, new_ids("organization_unit", len(new)), strict=True):
        ids[key] = pk
    rows = [
        (ids[key], u["name"][:_LONGEST], u["kind"], ids.get(u["parent"], root), u["ref"])
        for key, u in new
    ]
    _write_units(rows, begun_on)
    show_versions(work.today)
    events.emit(
        *(UnitChanged(by=work.by, at=work.at, unit_id=row[0], change="CREATED") for row in rows)
    )
    return ids


def make_vacant_seats(structure: Kept, ids: Mapping[str, int]) -> None:
    """The head's post of each new unit that got none: a vacancy with a name."""
    new = {ids[key]: u for key, u in structure["units"].items() if u["id"] is None}
    has_head = set(
        Position.objects.filter(unit_id__in=new, is_head=True).values_list("unit_id", flat=True)
    )
    wanted = {
        ids[key] for key in structure["seats"].keys() | set(structure["vacant"]) if key in ids
    }
    wanted |= {ids[doubt["unit"]] for doubt in structure["doubts"] if doubt["unit"] in ids}
    Position.objects.bulk_create(
        Position(
            unit_id=unit,
            title=head_title(u["name"], u["kind"])[:_LONGEST],
            kind=Position.Kind.STRUCTURAL,
            is_head=True,
        )
        for unit, u in new.items()
        if unit in wanted and unit not in has_head
    )


class Posts:
    """Finds posts, and makes those that are missing in one go."""

    def __init__(self, units: Iterable[int]) -> None:
        self._ids: dict[Seat, int] = {}
        self._heads: dict[int, int] = {}
        self._new: dict[Seat, tuple[str, str, str, str]] = {}
        rows = Position.objects.filter(unit_id__in=set(units))
        for pk, unit, title, is_head in rows.values_list("pk", "unit_id", "title", "is_head"):
            self._ids[Seat(unit, title.casefold(), is_head)] = pk
            if is_head:
                self._heads[unit] = pk

    def want(self, seat: Seat, title: str, kind: str, family: str, echelon: str) -> None:
        """Ask for a post; a unit's head has one, whatever it is called."""
        is_there = seat.unit in self._heads if seat.is_head else seat in self._ids
        if not is_there and seat not in self._new:
            head_kind = PostKind.STRUCTURAL if kind == PostKind.EXECUTIVE else kind
            shown = head_kind if seat.is_head else kind
            self._new[seat] = (title, str(shown), family, echelon)

    def make(self) -> None:
        """Write what was asked for."""
        ids = new_ids("organization_position", len(self._new))
        for (seat, _), pk in zip(self._new.items(), ids, strict=True):
            self._ids[seat] = pk
            if seat.is_head:
                self._heads[seat.unit] = pk
        copy(
            "organization_position",
            ("id", "unit_id", "title", "kind", "family", "echelon", "is_head"),
            (
                (self._ids[seat], seat.unit, title, kind, family, echelon, seat.is_head)
                for seat, (title, kind, family, echelon) in self._new.items()
            ),
        )
        self._new = {}

    def id_of(self, seat: Seat) -> int:
        """The post that was asked for."""
        return self._heads[seat.unit] if seat.is_head else self._ids[seat]


def _write_units(rows: list[tuple[int, str, str, int | None, str]], begun_on: date) -> None:
    copy(
        "organization_unit",
        ("id", "name", "kind", "parent_id", "code", "start_on", "path"),
        ((pk, name, kind, parent, ref, begun_on, "/") for pk, name, kind, parent, ref in rows),
    )
    copy(
        "organization_unitversion",
        ("unit_id", "name", "parent_id", "start_on"),
        ((pk, name, parent, begun_on) for pk, name, _, parent, _ in rows),
    )


def _make_top(begun_on: date) -> int:
    """The instansi itself, with the seat of its head vacant until somebody is posted there."""
    name = name_of(current_tenant())
    [pk] = new_ids("organization_unit", 1)
    _write_units([(pk, name, str(Unit.Kind.INSTANSI), None, "")], begun_on)
    Position.objects.create(
        unit_id=pk, title=top_title(name), kind=Position.Kind.STRUCTURAL, is_head=True
    )
    return pk
