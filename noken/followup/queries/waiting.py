"""What waits for a person here: counted for the menu, and the same things one by one.

A test holds the two together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.signing import SIGNATURES
from noken.core.tally import Tally
from noken.evaluation.queries import RATER_SQL
from noken.followup.models import Award
from noken.followup.rules import values

MINE, TEAM, KEPT = "my_followup", "team_followup", "kept_followup"

# Rows of each part: what waits, its id, whose it is, since when, the day it is due.
_ANSWERS = """
    select 'answer' as what, i.id::text as record, i.employee_id as whose, i.proposed_at as since,
           null::date as day
    from followup_improvement i
    where i.employee_id = %s and i.status = 'PROPOSED' and i.answered_at is null
    union all
    select 'answer_test', i.id::text, i.employee_id, t.at, null::date
    from followup_improvement i
    join lateral (
        select at, answered_at from followup_retest
        where improvement_id = i.id order by at desc, id desc limit 1
    ) t on t.answered_at is null
    where i.employee_id = %s and i.status = 'TESTED'
"""
_COACHING = """
    select case i.status when 'PROPOSED' then 'mend' when 'TESTED' then 'close'
             else case when i.due_on <= %s::date then 'test' else 'talk' end end as what,
           i.id::text as record, i.employee_id as whose,
           coalesce(t.at, i.answered_at, i.opened_at) as since,
           case when i.status = 'RUNNING' then
               least(i.due_on, (coalesce(n.last, i.start_on) + interval '1 month')::date) end as day
    from followup_improvement i
    join organization_reportingline l on l.employee_id = i.employee_id
      and l.superior_id = %s and l.start_on <= %s::date
      and (l.end_on is null or l.end_on > %s::date)
    left join lateral (
        select max(held_on) as last from followup_coachingnote
        where improvement_id = i.id and by_id <> i.employee_id
    ) n on true
    left join lateral (
        select max(at) as at from followup_retest where improvement_id = i.id
    ) t on true
    where (i.status = 'PROPOSED' and i.answered_at is not null) or i.status = 'TESTED'
       or (i.status = 'RUNNING' and (i.due_on <= %s::date
           or (coalesce(n.last, i.start_on) + interval '1 month')::date <= %s::date))
"""
# Of the few who may be the rater today, the one who is.
_RATER = RATER_SQL.replace("%(on)s", "%s")
_DIFFERENCES = f"""
    select 'difference' as what, d.id::text as record, d.employee_id as whose, f.at as since,
           null::date as day
    from followup_difference d join followup_gradefile f on f.id = d.file_id
    join lateral ({_RATER} where asked.id = d.sheet_id) r on r.rater_id = %s
    where d.state = 'WAITING' and (
        d.sheet_id in (select q.sheet_id from evaluation_part q where q.superior_id = %s)
        or d.employee_id in (
            select l.employee_id from organization_reportingline l
            where l.superior_id = %s and l.start_on <= %s::date
              and (l.end_on is null or l.end_on > %s::date)))
"""  # noqa: S608 (constants only)
_KEPT = """
    select 'award' as what, a.id::text as record, a.employee_id as whose, a.proposed_at as since,
           null::date as day
    from followup_award a
    where a.status = 'PROPOSED' and a.employee_id <> %s
    union all
    select 'forward', i.id::text, i.employee_id, t.at, i.due_on
    from followup_improvement i
    join lateral (
        select at, outcome from followup_retest
        where improvement_id = i.id order by at desc, id desc limit 1
    ) t on t.outcome <> 'REACHED'
    where i.status = 'TESTED' and i.due_on <= %s::date and i.employee_id <> %s
      and exists (
        select from followup_valueproposal p
        where p.name = %s and p.withdrawn_at is null and p.start_on <= %s::date
          and (select count(*) from followup_valuesignature s where s.proposal_id = p.id) >= %s)
"""
_ROWS = """
    select w.place, w.what, w.record, w.whose, e.name, w.since, w.day, a.kind
    from ({parts}) w
    left join organization_employee e on e.id = w.whose
    left join followup_award a on w.what = 'award' and a.id::text = w.record
    order by w.day nulls last, w.since, w.record
"""


class Waiting(NamedTuple):
    """One thing that waits: title, a line below it, the day to show, the button, where, whose."""

    title: str
    detail: str
    day: date | None
    label: str
    url: str
    whose: int


@dataclass(frozen=True, slots=True)
class WaitingHere:
    """`mine` the person owes, `team` a superior or rater, `kept` BKPSDM."""

    mine: Sequence[Waiting]
    team: Sequence[Waiting]
    kept: Sequence[Waiting]

    @property
    def about(self) -> frozenset[int]:
        return frozenset(each.whose for each in (*self.team, *self.kept))


def waiting_tally(actor: Actor) -> Tally:
    """A number for each of the three places of the menu."""
    counted, given = [], []
    for place in (MINE, TEAM, KEPT):
        parts = [part for part in _parts(actor) if part[0] == place]
        each = " + ".join(f"(select count(*) from ({sql}) {place})" for _, sql, _ in parts)  # noqa: S608 (constants)
        counted.append(f"select '{place}', {each or '0'}")
        given += [value for _, _, part_values in parts for value in part_values]
    return Tally(" union all ".join(counted), given)


def waiting_here(actor: Actor) -> WaitingHere:
    """The same things with words and links, what is due first."""
    found: dict[str, list[Waiting]] = {MINE: [], TEAM: [], KEPT: []}
    parts = list(_parts(actor))
    sql = " union all ".join(
        f"select '{place}' as place, x.* from ({part}) x"  # noqa: S608 (constants)
        for place, part, _ in parts
    )
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(parts=sql), [value for _, _, given in parts for value in given])
        for place, *row in cursor.fetchall():
            found[place].append(_waiting(*row))
    return WaitingHere(found[MINE], found[TEAM], found[KEPT])


def _parts(actor: Actor) -> Iterator[tuple[str, str, list[Any]]]:
    """Place, statement and its values: only what the actor's roles can have."""
    me, on = actor.employee_id, actor.on
    yield MINE, _ANSWERS, [me, me]
    if actor.has(Role.SUPERIOR):
        yield TEAM, _COACHING, [on, me, on, on, on, on]
    yield TEAM, _DIFFERENCES, [*([on] * _RATER.count("%s")), me, me, me, on, on]
    if actor.has(Role.PERSONNEL):
        yield KEPT, _KEPT, [me, on, me, values.MONTHS, on, SIGNATURES]


def _waiting(what: str, record: str, whose: int, *said: Any) -> Waiting:
    """`said` are name, since when, the day it is due, and the kind of an award."""
    name, since, day, kind = said
    title, detail, label = _WORDS[what]
    if what == "award":
        detail = Award.Kind(kind).label
    address = {"award": "followup:award", "difference": "followup:difference"}
    url = url_of(address.get(what, "followup:improvement"), record)
    return Waiting(title.format(name), detail, day or clock.day_of(since), label, url, whose)


_WORDS = {
    "answer": (
        "Rencana perbaikan untuk Anda",
        "Baca, lalu sepakati atau usulkan perubahan.",
        "Buka",
    ),
    "answer_test": (
        "Hasil cek rencana perbaikan",
        "Tambahkan tanggapan Anda sebelum diputuskan, bila ada.",
        "Baca",
    ),
    "mend": ("Rencana perbaikan {}", "Mengusulkan perubahan. Bahas, lalu perbaiki.", "Buka"),
    "talk": ("Percakapan bulanan dengan {}", "Sudah sebulan sejak yang terakhir.", "Catat"),
    "test": ("Cek hasil {}", "Masa perbaikannya sudah habis.", "Cek hasil"),
    "close": ("Putusan rencana perbaikan {}", "Hasilnya sudah dicek.", "Putuskan"),
    "difference": (
        "Usulan perubahan predikat {}",
        "Berkas dari luar memuat predikat lain. Anda yang menentukan.",
        "Lihat",
    ),
    "award": ("Usulan penghargaan {}", "", "Putuskan"),
    "forward": (
        "Masa perbaikan {} habis tanpa hasil yang cukup",
        "Teruskan ke uji kompetensi, atau tunggu putusan atasannya.",
        "Buka",
    ),
}
