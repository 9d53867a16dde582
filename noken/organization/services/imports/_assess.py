"""The verdicts on all rows at once: a few lists are read, then it is all look-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.organization import access
from noken.organization.models import Employee
from noken.organization.queries.imports import Holder, head_holders, known_people
from noken.organization.rules import imports as rules
from noken.organization.rules.imports import Known, Place, RowData, Verdict
from noken.organization.services.imports._structure import Kept, anchors

_NOT_YOURS = Verdict(
    rules.REFUSED,
    reason="unit.not_yours",
    cause="Unit di baris ini di luar wewenang Anda.",
    cure="Serahkan baris ini kepada BKPSDM atau admin unitnya.",
)
_NOT_YOUR_PERSON = Verdict(
    rules.REFUSED,
    reason="employee.not_yours",
    cause="Pegawai ini tercatat di unit di luar wewenang Anda.",
    cure="Mintalah BKPSDM memindahkannya.",
)
_OWN = Verdict(
    rules.REFUSED,
    reason="employee.own_record",
    cause="Baris ini mengubah data Anda sendiri.",
    cure="Mintalah rekan yang berwenang menerapkan baris ini.",
)
_ABOVE = Verdict(
    rules.REFUSED,
    reason="employee.above",
    cause="Baris ini mengubah pegawai yang memimpin Anda, atau mengisi jabatannya.",
    cure="Serahkan baris ini kepada BKPSDM.",
)
_GAIN = Verdict(
    rules.REFUSED,
    reason="superior.own_gain",
    cause="Baris ini menjadikan Anda atasannya.",
    cure="Serahkan baris ini kepada BKPSDM, atau rekan Anda di BKPSDM.",
)
_CLOSED = Verdict(
    rules.REFUSED,
    reason="unit.closed",
    cause="Unit di baris ini sudah ditutup di noken.",
    cure="Perbaiki unitnya di berkas, atau tetapkan unit penggantinya di halaman unit.",
)
_LEAVES = frozenset({"unit", "post"})
_DOES = frozenset({rules.NEW, rules.CHANGED, rules.WAITING})


@dataclass(frozen=True, slots=True)
class Assessed:
    """Verdicts in the order of the rows; people known by NIP; who sits where.

    `seats` is the NIP of the head by key of the unit; `taken` the seats that somebody else holds
    here and does not leave, so that the file's head is not seated.
    """

    verdicts: list[Verdict]
    known: dict[str, Known]
    seats: dict[str, str]
    taken: dict[str, Holder]

    def place(self, data: RowData, units: Mapping[str, Kept]) -> Place:
        """Where a row puts its person."""
        return _place(data, units, self.seats)


def assess(
    rows: Sequence[RowData], structure: Kept, seats: Mapping[str, str], actor: Actor, on: date
) -> Assessed:
    """Compare rows with the register.

    Args:
        seats: NIP of the head by key of the unit, as far as certain or decided.
    """
    known = known_people([row["nip"] for row in rows], on)
    units = structure["units"]
    scope = _Scope(structure, actor)
    seated = dict(seats)

    def verdict(data: RowData) -> Verdict:
        person = known.get(data["nip"])
        if refusal := scope.why_not(data, person):
            return refusal
        place = _place(data, units, seated)
        found = rules.verdict_of(data, person, place)
        return scope.why_not_alone(person, place, found) or found

    verdicts = [verdict(row) for row in rows]
    taken = _taken(rows, verdicts, units, seated, on)
    for key in taken:
        del seated[key]
    blocked = {seats[key] for key in taken}
    if blocked:
        verdicts = [
            verdict(row) if row["nip"] in blocked else found
            for row, found in zip(rows, verdicts, strict=True)
        ]
    return Assessed(verdicts, known, seated, taken)


def _taken(
    rows: Sequence[RowData],
    verdicts: Sequence[Verdict],
    units: Mapping[str, Kept],
    seats: Mapping[str, str],
    on: date,
) -> dict[str, Holder]:
    """Seats held by somebody who does not leave by this file."""
    ids = {units[key]["id"]: key for key in seats if key in units and units[key]["id"]}
    holders = head_holders(list(ids), on)
    others = {ids[unit]: who for unit, who in holders.items() if who.nip != seats[ids[unit]]}
    if not others:
        return {}
    asked = {who.nip for who in others.values()}
    leaving = {
        row["nip"]
        for row, found in zip(rows, verdicts, strict=True)
        if row["nip"] in asked
        and found.code == rules.CHANGED
        and (found.changes.keys() & _LEAVES or row["standing"] in rules.OUT_OF_SERVICE)
    }
    return {key: who for key, who in others.items() if who.nip not in leaving}


def _place(data: RowData, units: Mapping[str, Kept], seats: Mapping[str, str]) -> Place:
    own, led = units.get(data["unit"]), units.get(data["leads"])
    return Place(
        own=own["id"] if own else None,
        led=led["id"] if led else None,
        leads=led is not None and seats.get(data["leads"]) == data["nip"],
    )


class _Scope:
    """What the actor may touch: BKPSDM everything, an OPD's admin the own units."""

    def __init__(self, structure: Kept, actor: Actor) -> None:
        self._closed = frozenset(structure["closed"])
        self._actor = actor
        self._is_limited = actor.role not in {Role.PERSONNEL, Role.SYSTEM}
        self._anchors = anchors(structure) if self._is_limited else {}
        self._people_above = access.people_above(actor)
        self._seats_above = access.units_above(actor)
        self._nip = _nip_of(actor)

    def why_not(self, data: RowData, known: Known | None) -> Verdict | None:
        if data["unit"] in self._closed:
            return _CLOSED
        if not self._is_limited:
            return None
        own = self._actor.unit_ids
        if known is not None and known.unit not in own:
            return _NOT_YOUR_PERSON
        wanted = [key for key in (data["unit"], data["leads"]) if key]
        if all(self._anchors.get(key) in own for key in wanted):
            return None
        return _NOT_YOURS

    def why_not_alone(self, known: Known | None, place: Place, found: Verdict) -> Verdict | None:
        """What nobody does for themselves, and an OPD's admin not to who leads them."""
        if found.code not in _DOES:
            return None
        if known is not None and known.employee == self._actor.employee_id:
            return _OWN
        is_seat_above = place.leads and place.led in self._seats_above
        if is_seat_above or (known is not None and known.employee in self._people_above):
            return _ABOVE
        _, superior = found.changes.get("superior", ("", ""))
        return _GAIN if superior and superior == self._nip else None


def _nip_of(actor: Actor) -> str:
    if actor.employee_id is None:
        return ""
    return Employee.objects.values_list("nip", flat=True).get(pk=actor.employee_id) or ""
