"""Superiors a file names who cannot be chosen: each becomes a remark, and no change.

Without this a row would differ from the register however often it is applied.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from noken.core.actor import Actor
from noken.core.periods import in_force
from noken.organization import access
from noken.organization.models import Employee, ReportingLine, SuperiorProposal
from noken.organization.queries.facts import MAY_LEAD
from noken.organization.queries.lending import crossings
from noken.organization.rules import imports as rules
from noken.organization.rules.imports import RowData
from noken.organization.rules.nip import masked_nip
from noken.organization.services.imports._assess import Assessed

_UNKNOWN = "Atasan di berkas (NIP {}) tidak dikenal, jadi tidak dipakai; atasannya menurut unit."
_AWAY = "Atasan di berkas (NIP {}) tidak bertugas, jadi tidak dipakai."
_WAITS = "Atasan di berkas (NIP {}) sudah diusulkan dan menunggu jawaban OPD-nya."
_NOT_YOURS = "Atasan di berkas (NIP {}) dari OPD lain, jadi tidak dipakai: ditetapkan BKPSDM."
_CIRCLE = "Atasan di berkas (NIP {}) berada di bawah pegawai ini, jadi tidak dipakai."
_TAKEN = frozenset({rules.NEW, rules.CHANGED})
_MOVES = frozenset({"unit", "post", "head", "standing"})


def without_unusable(rows: Sequence[RowData], found: Assessed, by: Actor, today: date) -> bool:
    """Take superiors who cannot be chosen out of the rows, and say why; were there any?"""
    asked = {row["nip"]: row for row in rows if _asks(row, found)}
    why = _why_not(asked, rows, found, today)
    why |= _why_not_there({n: row for n, row in asked.items() if n not in why}, found, by, today)
    for nip, cause in why.items():
        row = asked[nip]
        row["remarks"].append(cause.format(masked_nip(row["superior_nip"])))
        row["superior_nip"] = ""
    return bool(why)


def _asks(row: RowData, found: Assessed) -> bool:
    known = found.known.get(row["nip"])
    if not row["superior_nip"] or row["standing"] in rules.OUT_OF_SERVICE:
        return False
    return known is None or known.superior_nip != row["superior_nip"]


def _why_not(
    asked: Mapping[str, RowData], rows: Sequence[RowData], found: Assessed, today: date
) -> dict[str, str]:
    """Who is not in the register and not taken by this file, or does not serve."""
    wanted = {row["superior_nip"] for row in asked.values()}
    standing = dict.fromkeys(Employee.objects.filter(nip__in=wanted).values_list("nip", flat=True))
    serving = Employee.objects.filter(
        nip__in=wanted, standings__end_on=None, standings__standing__in=MAY_LEAD
    )
    able = set(serving.values_list("nip", flat=True))
    for row, verdict in zip(rows, found.verdicts, strict=True):
        if row["nip"] in wanted and verdict.code in _TAKEN:
            standing[row["nip"]] = None
            (able.add if row["standing"] in MAY_LEAD else able.discard)(row["nip"])
    why = {
        nip: _AWAY if row["superior_nip"] in standing else _UNKNOWN
        for nip, row in asked.items()
        if row["superior_nip"] not in able
    }
    named = {nip: row["superior_nip"] for nip, row in asked.items() if nip not in why}
    moving = {
        row["nip"]
        for row, verdict in zip(rows, found.verdicts, strict=True)
        if verdict.code in _TAKEN and (verdict.code == rules.NEW or verdict.changes.keys() & _MOVES)
    }
    return why | dict.fromkeys(_circular(named, moving, today), _CIRCLE)


def _circular(named: Mapping[str, str], moving: Collection[str], today: date) -> list[str]:
    """Whose superior in the file stands below them here, nobody on the way moving by the file."""
    if not named:
        return []
    lines = ReportingLine.objects.filter(in_force(today), superior__isnull=False)
    pairs = lines.values_list("employee__nip", "superior__nip")
    above = {who: superior for who, superior in pairs if who and superior} | dict(named)
    return [nip for nip in named if nip in (way := _way_up(nip, above)) and not way & set(moving)]


def _way_up(nip: str, above: Mapping[str, str]) -> set[str]:
    way: set[str] = set()
    at = above.get(nip)
    while at is not None and at not in way:
        way.add(at)
        at = above.get(at)
    return way


def _why_not_there(
    asked: Mapping[str, RowData], found: Assessed, by: Actor, today: date
) -> dict[str, str]:
    """Superiors of another agency: for whom its answer is waited, and who is not asked for."""
    ids = dict(
        Employee.objects.filter(
            nip__in={row["superior_nip"] for row in asked.values()}
        ).values_list("nip", "pk")
    )
    chosen = {
        found.known[nip].employee: ids[row["superior_nip"]]
        for nip, row in asked.items()
        if nip in found.known and row["superior_nip"] in ids
    }
    crossed = crossings(chosen, by, today) if chosen else {}
    waiting = set(
        SuperiorProposal.objects.filter(employee__in=crossed, outcome="").values_list(
            "employee", "superior"
        )
    )
    why: dict[str, str] = {}
    for nip in asked.keys() & found.known.keys():
        who = found.known[nip].employee
        if who not in crossed:
            continue
        if (who, chosen[who]) in waiting:
            why[nip] = _WAITS
        elif not crossed[who].speakers and not access.keeps_everybody(by):
            why[nip] = _NOT_YOURS
    return why
