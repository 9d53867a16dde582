"""Which proposed units exist already, and what the head of a unit is called."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from noken.organization.rules.structure import ProposedUnit
from noken.organization.rules.unit_names import UnitKind, unit_key

_TOPS = frozenset({UnitKind.OPD, UnitKind.DISTRICT})


class Existing(NamedTuple):
    """A unit here; `successor` is where the work of a closed one went."""

    unit: int
    parent: int | None
    name: str
    code: str = ""
    is_open: bool = True
    successor: int | None = None


class Matched(NamedTuple):
    """Ids by key of the proposed units that exist, and the keys of those closed for good."""

    ids: Mapping[str, int]
    closed: frozenset[str]


def match_units(
    proposed: Sequence[ProposedUnit], existing: Iterable[Existing], root: int | None
) -> Matched:
    """Find the proposed units among those here: by UNOR ID, else by name under the same unit.

    Args:
        proposed: parents before children.
        existing: open ones, and closed ones that have a code.
        root: the unit of the instansi as a whole; None where there is none yet.

    Source: how noken takes in personnel files (register: noken-practice).
    """
    return _Matching(existing, root).match(proposed)


class _Matching:
    def __init__(self, existing: Iterable[Existing], root: int | None) -> None:
        self._root = root
        self._units = {each.unit: each for each in existing}
        self._by_code = {each.code: each for each in self._units.values() if each.code}
        self._by_place: dict[tuple[int | None, str], int] = {}
        self._by_name: dict[str, list[int]] = {}
        for each in self._units.values():
            if each.is_open:
                key = unit_key(each.name)
                self._by_place[each.parent, key] = each.unit
                self._by_name.setdefault(key, []).append(each.unit)

    def match(self, proposed: Sequence[ProposedUnit]) -> Matched:
        known = [(unit, self._by_code[unit.ref]) for unit in proposed if unit.ref in self._by_code]
        ids: dict[str, int] = {}
        closed: set[str] = set()
        for unit, here in known:
            found = self._standing_in(here)
            if found is None:
                closed.add(unit.key)
            else:
                ids[unit.key] = found
        taken = set(ids.values())
        for unit in proposed:
            found = None if unit.key in ids or unit.key in closed else self._by_names(unit, ids)
            if found is not None and found not in taken:
                ids[unit.key] = found
                taken.add(found)
        return Matched(ids, frozenset(closed))

    def _standing_in(self, unit: Existing) -> int | None:
        """The unit itself, or the open one its work went to."""
        seen: set[int] = set()
        at: Existing | None = unit
        while at is not None and not at.is_open and at.unit not in seen:
            seen.add(at.unit)
            at = self._units.get(at.successor) if at.successor is not None else None
        return at.unit if at is not None and at.is_open else None

    def _by_names(self, unit: ProposedUnit, ids: Mapping[str, int]) -> int | None:
        name = unit_key(unit.name)
        if unit.parent_key:
            parent = ids.get(unit.parent_key)
            return None if parent is None else self._by_place.get((parent, name))
        found = self._by_place.get((self._root, name)) if self._root is not None else None
        if found is None and unit.kind not in _TOPS:
            same = self._by_name.get(name, ())
            found = same[0] if len(same) == 1 else None
        return found


def head_title(name: str, kind: str) -> str:
    """What the head of a unit is called, for a seat that nobody in the file holds.

    Source: personnel files as offices have them (register: personnel-files).
    """
    key = unit_key(name)
    if key.startswith("INSPEKTORAT"):
        return "Inspektur"
    if key.startswith("INSPEKTUR PEMBANTU"):
        return name
    if key.startswith("SEKRETARIAT"):
        return f"Sekretaris{name[len('Sekretariat') :]}"
    if key.startswith(("RSU", "RUMAH SAKIT")):
        return f"Direktur {name}"
    if kind == UnitKind.KELURAHAN:
        return (
            f"Lurah{name[len('Kelurahan') :]}" if key.startswith("KELURAHAN") else f"Lurah {name}"
        )
    return f"Kepala {name}"


def top_title(name: str) -> str:
    """What the head of the whole instansi is called.

    Source: personnel files as offices have them (register: personnel-files).
    """
    key = f" {unit_key(name)} "
    if " KOTA " in key:
        return "Wali Kota"
    if " PROVINSI " in key:
        return "Gubernur"
    return "Bupati"
