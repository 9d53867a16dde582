"""What waits for a person here: counted for the menu, and the same things one by one.

A test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.findings.queries.due import ON, PERSON, SUPERIOR, Due, due_of, earliest
from noken.findings.queries.page_words import card_title, unit_of
from noken.findings.rules import flow
from noken.findings.rules.numbers import number_of

MINE, TEAM = "my_findings", "team_findings"

_MINE = """
    select f.id from findings_finding f
    where f.employee_id = %s and exists (
        select from findings_row r
        where r.finding_id = f.id and r.state in ('ASKED', 'PROOF') and not r.rests
            and (r.state = 'PROOF' or r.reply_by is null or r.reply_by >= %s::date))
"""
_TEAM = """
    select f.id from findings_finding f
    join organization_reportingline l on l.employee_id = f.employee_id
      and l.superior_id = %s and l.employee_id <> %s and l.start_on <= %s::date
      and (l.end_on is null or l.end_on > %s::date)
    where exists (
        select from findings_row r
        where r.finding_id = f.id and not r.rests and (r.state = 'REPLIED'
            or r.state = 'ASKED' and r.told_at is null and r.decide_by < %s::date))
"""
_COUNTS = f"""
    select '{MINE}', count(*) from ({_MINE}) mine
    union all select '{TEAM}', count(*) from ({_TEAM}) team
"""  # noqa: S608 (constants only)
_ROWS = f"""
    select f.year, f.serial, f.code, f.employee_id, e.name,
           count(*) filter (where r.state = any(%s)),
           count(*) filter (where r.state = 'ASKED' and r.told_at is null),
           count(*) filter (where r.state = 'PROOF'),
           min({ON}) filter (where r.state = 'ASKED' and r.told_at is not null),
           min({ON}) filter (where r.state = 'PROOF'),
           min({ON}) filter (where r.state = 'REPLIED'),
           min({ON}) filter (where r.state = 'ASKED' and r.told_at is null)
    from findings_finding f
    join organization_employee e on e.id = f.employee_id
    join findings_row r on r.finding_id = f.id and not r.rests
    where f.id in ({{found}})
    group by f.id, e.id
    order by min(r.raised_at) filter (where r.state = any(%s)), f.id
"""  # noqa: S608 (constants only)


class Waiting(NamedTuple):
    """One thing that waits: title, a line below it, the last day, the button, where, about whom;
    `until` says who does what until that day."""

    title: str
    detail: str
    day: date | None
    label: str
    url: str
    whose: int
    until: str = ""


@dataclass(frozen=True, slots=True)
class WaitingHere:
    """`mine` wait for an answer of the person, `team` for a decision of the superior, or for the
    paper in the hands of who has not opened it."""

    mine: Sequence[Waiting]
    team: Sequence[Waiting]

    @property
    def about(self) -> frozenset[int]:
        return frozenset(each.whose for each in self.team)


def waiting_tally(actor: Actor) -> Tally:
    """A number for each of the two places of the menu: findings, not rows."""
    return Tally(_COUNTS, [*_mine(actor), *_team(actor)])


def waiting_here(actor: Actor) -> WaitingHere:
    """What `waiting_tally` counts, one by one, the oldest first."""
    mine = _asked(_MINE, _mine(actor), [flow.ASKED, flow.PROOF])
    team = _asked(_TEAM, _team(actor), [flow.REPLIED])
    return WaitingHere([_own(*row) for row in mine], [_theirs(*row) for row in team])


def _mine(actor: Actor) -> list[Any]:
    """What nobody answered in time waits no longer, also where it does not count for that."""
    return [actor.employee_id, actor.on]


def _team(actor: Actor) -> list[Any]:
    return [actor.employee_id, actor.employee_id, actor.on, actor.on, actor.on]


def _asked(found: str, values: Sequence[Any], states: Sequence[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        wanted = list(states)
        cursor.execute(_ROWS.format(found=found), [wanted, *values, wanted])
        return list(cursor.fetchall())


def _own(*row: Any) -> Waiting:
    year, serial, code, whose, _name, count, unopened, proof, reply_by, proof_by, *_theirs = row
    title, label = f"{count} {unit_of(code)} perlu keterangan Anda", "Jawab"
    if unopened == count:
        title, label = "Ada temuan baru untuk Anda", "Buka"
    elif proof == count:
        title, label = f"Bukti untuk {count} {unit_of(code)} ditunggu", "Kirim bukti"
    found = Waiting(title, card_title(code), None, label, _url(year, serial), whose)
    due = earliest([due_of(flow.ASKED, reply_by), due_of(flow.PROOF, proof_by)])
    return _dated(found, due, PERSON)


def _theirs(*row: Any) -> Waiting:
    year, serial, code, whose, name, count, unopened, *_own, decide_by, paper_by = row
    title, label = f"Keterangan {name}, {count} {unit_of(code)}", "Putuskan"
    due = due_of(flow.REPLIED, decide_by)
    if not count:
        title = f"{name} belum membuka temuannya, {unopened} {unit_of(code)}"
        label, due = "Serahkan di kertas", due_of(flow.ASKED, paper_by, untold=True)
    found = Waiting(title, card_title(code), None, label, _url(year, serial), whose)
    return _dated(found, due, SUPERIOR)


def _dated(found: Waiting, due: Due | None, reader: str) -> Waiting:
    return found._replace(day=due.day, until=due.act(reader)) if due else found


def _url(year: int, serial: int) -> str:
    return reverse("findings:finding", args=[number_of(year, serial)])
