"""Units and heads of a file as they are kept with the run, and what was decided about them.

Kept as plain JSON: `root` (id), `units` by key (name, parent, kind, ref, id, why), `seats` (NIP of
the certain head by key of the unit), `vacant` keys, `closed` keys, and `doubts`.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from noken.core.actor import Actor, Role
from noken.organization.queries.imports import existing_units
from noken.organization.rules.person_row import PersonRow
from noken.organization.rules.structure import Doubt, Structure
from noken.organization.rules.unit_matching import match_units

LEFT_OPEN = "kosong"
"""The answer to a doubt about a head: nobody, the seat stays vacant."""

# Sure enough to be seated: the title names the unit, the person is only away just now.
_SURE = frozenset({"head.away"})
_ASKS_HEAD = frozenset({"head.several", "head.weak"})
_MADE_UP, _NO_TOP = "unit.from_title", "unit.no_top"

Kept = dict[str, Any]


def kept_structure(proposal: Structure, rows: Mapping[tuple[str, int], PersonRow]) -> Kept:
    """The proposal, with the units that exist here already, as it is stored with the run."""
    existing, root = existing_units()
    matched = match_units(proposal.units, existing, root)
    codes: dict[str, set[str]] = {}
    for doubt in proposal.doubts:
        codes.setdefault(doubt.unit_key, set()).add(doubt.code)
    units = {
        unit.key: {
            "name": unit.name,
            "parent": unit.parent_key,
            "kind": str(unit.kind),
            "ref": unit.ref,
            "id": matched.ids.get(unit.key),
            "ask": _MADE_UP in codes.get(unit.key, ()) and unit.key not in matched.ids,
        }
        for unit in proposal.units
    }
    seats = {
        head.unit_key: head.nip
        for head in proposal.heads
        if head.certain or codes.get(head.unit_key, set()) & _SURE
    }
    shown = [_kept_doubt(doubt, units, rows) for doubt in proposal.doubts]
    return {
        "root": root,
        "units": units,
        "seats": seats,
        "vacant": list(proposal.vacancies),
        "closed": sorted(matched.closed),
        "doubts": [doubt for doubt in shown if doubt],
    }


def _kept_doubt(
    doubt: Doubt, units: Mapping[str, Any], rows: Mapping[tuple[str, int], PersonRow]
) -> Kept | None:
    unit = units.get(doubt.unit_key)
    is_new = unit is None or unit["id"] is None
    if doubt.code in {_MADE_UP, _NO_TOP, "unit.unknown_kind"} and not is_new:
        return None
    options: list[tuple[str, str]] = []
    if doubt.code in _ASKS_HEAD:
        options = [
            (rows[place].nip, f"{rows[place].name}, {rows[place].post_title}")
            for place in doubt.rows
            if place in rows
        ]
    elif doubt.code == _MADE_UP:
        options = [("buat", "Ya, buat unit ini")]
    elif doubt.code == _NO_TOP and unit is not None:
        options = [
            (key, each["name"])
            for key, each in units.items()
            if each["kind"] in {"OPD", "DISTRICT"} and key != doubt.unit_key
        ]
    return {
        "id": f"{doubt.code}:{doubt.unit_key}",
        "code": doubt.code,
        "unit": doubt.unit_key,
        "text": doubt.text,
        "options": options,
    }


def chosen(structure: Kept, decisions: Mapping[str, str], codes: Collection[str]) -> dict[str, str]:
    """What was answered to the doubts of these codes: the option's value by key of the unit."""
    found: dict[str, str] = {}
    for doubt in structure["doubts"]:
        answer = decisions.get(doubt["id"], "")
        if doubt["code"] in codes and answer.isdecimal() and int(answer) < len(doubt["options"]):
            found[doubt["unit"]] = doubt["options"][int(answer)][0]
    return found


def chosen_heads(structure: Kept, decisions: Mapping[str, str]) -> dict[str, str]:
    """NIP of the heads a person has confirmed, by key of the unit."""
    return chosen(structure, decisions, _ASKS_HEAD)


def with_decisions(structure: Kept, decisions: Mapping[str, str]) -> Kept:
    """The structure as decided: made-up units in or out, units without OPD under the chosen one."""
    made = chosen(structure, decisions, {_MADE_UP})
    parents = chosen(structure, decisions, {_NO_TOP})
    units = {
        key: {**unit, "parent": parents.get(key, unit["parent"])}
        for key, unit in structure["units"].items()
        if not unit["ask"] or key in made
    }
    # A unit below one that is not made stands under the next one up.
    for unit in units.values():
        unit["parent"] = _next_up(structure["units"], units, unit["parent"])
    return {**structure, "units": units}


def _next_up(proposed: Mapping[str, Kept], made: Mapping[str, Kept], key: str) -> str:
    while key and key not in made:
        key = proposed[key]["parent"]
    return key


def anchors(structure: Kept) -> dict[str, int | None]:
    """By key of the unit: its id here, else that of the next unit above that exists."""
    found: dict[str, int | None] = {}
    units = structure["units"]

    def anchor(key: str) -> int | None:
        if key not in units:
            return structure["root"]  # type: ignore[no-any-return]  # JSON
        if key not in found:
            unit = units[key]
            found[key] = unit["id"] if unit["id"] is not None else anchor(unit["parent"])
        return found[key]

    for key in units:
        anchor(key)
    return found


def within_reach(structure: Kept, by: Actor) -> Kept:
    """What the actor may make: BKPSDM all of it, an OPD's admin new units below the own ones."""
    beyond = beyond_reach(structure, by)
    units = {key: unit for key, unit in structure["units"].items() if key not in beyond}
    return {**structure, "units": units}


def beyond_reach(structure: Kept, by: Actor) -> list[str]:
    """The keys of new units that the actor may not make."""
    if by.role in {Role.PERSONNEL, Role.SYSTEM}:
        return []
    found = anchors(structure)
    new = (key for key, unit in structure["units"].items() if unit["id"] is None)
    return [key for key in new if found[key] not in by.unit_ids]


def in_order(units: Mapping[str, Kept]) -> Iterable[tuple[str, Kept]]:
    """Units with parents before children, whatever was decided about parents."""
    waiting = dict(units)
    done: set[str] = set()
    while waiting:
        ready = [key for key, unit in waiting.items() if unit["parent"] not in waiting]
        if not ready:  # a circle of chosen parents: they stand under the top
            ready = list(waiting)
            for key in ready:
                waiting[key]["parent"] = ""
        for key in ready:
            done.add(key)
            yield key, waiting.pop(key)
