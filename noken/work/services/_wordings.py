"""The index of wordings as statements: what is new, what was said before, what may be alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from noken.work.rules.copies import Alike, Text

LOCK = 7_501_202
NEAREST = 8
POPULAR = 20
"""Of a print that more wordings have, only the newest are looked at."""

_LOCK = "select pg_advisory_xact_lock(%(lock)s, hashtext(current_schema()))"
_NEW = """
    select r.id, r.author_id, p.unit_id, r.work_on, r.received_at, r.title, r.note,
           case when r.quantity is null then '' else trim_scale(r.quantity)::text end
    from work_report r
    left join organization_posting p on p.employee_id = r.author_id and p.kind = 'DEFINITIVE'
        and p.start_on <= r.work_on and (p.end_on is null or p.end_on > r.work_on)
    where r.received_at >= greatest(%(oldest)s::timestamptz, (
            select max(u.received_at) - interval '2 days' from work_wordinguse u))
      and r.received_at < %(before)s::timestamptz
      and length(r.note) >= %(letters)s and r.status <> 'WITHDRAWN'
      and not exists (select from work_wordinguse u where u.report_id = r.id)
    order by r.received_at, r.id limit %(limit)s
"""
_KEEP = """
    insert into work_wording (digest, unit_id, report_id)
    select digest, unit, report from (
        select distinct on (digest, unit) digest, unit, report, place
        from unnest(%(digests)s::bigint[], %(units)s::bigint[], %(reports)s::uuid[])
            with ordinality as n(digest, unit, report, place)
        order by digest, unit, place
    ) f order by place
    on conflict on constraint wording_once do nothing returning id, report_id
"""
_FIND = """
    select n.report, w.id
    from unnest(%(digests)s::bigint[], %(units)s::bigint[], %(reports)s::uuid[])
        as n(digest, unit, report)
    join work_wording w on w.digest = n.digest and w.unit_id is not distinct from n.unit
"""
_PRINTS = """
    insert into work_wordingprint (value, wording_id)
    select * from unnest(%(values)s::int[], %(wordings)s::bigint[]) as n(value, wording)
    order by 1, 2
"""
_USES = """
    insert into work_wordinguse (report_id, wording_id, author_id, work_on, received_at, numbers)
    select report, wording, author, day, at, string_to_array(numbers, ' ')
    from unnest(%(reports)s::uuid[], %(wordings)s::bigint[], %(authors)s::bigint[],
                %(days)s::date[], %(times)s::timestamptz[], %(numbers)s::text[])
        as n(report, wording, author, day, at, numbers)
"""
# Newest first: the author's own earlier uses, else (`others_of`) the newest of somebody else. Work
# of one day is told by several in the same words.
_EARLIER = """(o.received_at, o.report_id) < (me.received_at, me.report_id)
    and o.work_on <> me.work_on"""
_REPEATED = f"""
    select n.report, u.report_id, u.author_id, u.numbers, length(r.note)
    from unnest(%(reports)s::uuid[]) as n(report)
    join work_wordinguse me on me.report_id = n.report
    cross join lateral (
        select case when not exists (
            select from work_wordinguse o
            where o.wording_id = me.wording_id and o.author_id = me.author_id and {_EARLIER}
        ) then me.wording_id end as others_of offset 0
    ) own
    cross join lateral (
        (select * from work_wordinguse o
         where o.wording_id = me.wording_id and o.author_id = me.author_id and {_EARLIER}
         order by o.received_at desc, o.report_id desc limit 9)
        union all
        (select * from work_wordinguse o
         where o.wording_id = own.others_of and o.author_id <> me.author_id and {_EARLIER}
         order by o.received_at desc, o.report_id desc limit 1)
    ) u
    join work_report r on r.id = u.report_id
"""  # noqa: S608 (constants only)
# Texts that are worth a closer look share a third of their prints; of few words there are few.
_ALIKE = """
    with few as materialized (
        select wording, count(*) as prints from unnest(%(wordings)s::bigint[]) as n(wording)
        group by wording
    )
    select f.wording, r.id, r.author_id, r.work_on, r.note
    from (
        select n.wording, c.wording_id as other, row_number() over (
                   partition by n.wording order by count(*) desc, c.wording_id desc) as place
        from unnest(%(wordings)s::bigint[], %(values)s::int[]) as n(wording, value)
        join few on few.wording = n.wording
        cross join lateral (
            select p.wording_id from work_wordingprint p
            where p.value = n.value and p.wording_id < n.wording
            order by p.wording_id desc limit %(popular)s
        ) c
        group by n.wording, c.wording_id, few.prints
        having count(*) >= case when few.prints < 4 then 1 else greatest(2, few.prints / 3) end
    ) f
    join work_wording w on w.id = f.other
    join work_report r on r.id = w.report_id
    where f.place <= %(nearest)s
    order by f.wording, f.place
"""
_MATCHES = """
    insert into work_textmatch (report_id, kind, source_id, percent, words, passages)
    select report, kind, source, percent, words, passages
    from unnest(%(reports)s::uuid[], %(kinds)s::text[], %(sources)s::uuid[], %(percents)s::int[],
                %(words)s::int[], %(passages)s::jsonb[])
        as n(report, kind, source, percent, words, passages)
    on conflict do nothing
"""
_FORGET = (
    "delete from work_wordinguse where received_at < %(before)s",
    """
    delete from work_wording w where not exists (
        select from work_wordinguse u where u.wording_id = w.id)
    """,
    """
    delete from work_wordingprint p where not exists (
        select from work_wording w where w.id = p.wording_id)
    """,
)


@dataclass(slots=True)
class New:
    """A report that was not compared yet. `unit_id` None: without a post that day."""

    id: UUID
    author_id: int
    unit_id: int | None
    work_on: date
    received_at: datetime
    title: str
    note: str
    quantity: str
    text: Text
    digest: int
    wording_id: int = 0

    @property
    def numbers(self) -> list[str]:
        return [*self.text.numbers, *([self.quantity] if self.quantity else [])]


@dataclass(frozen=True, slots=True)
class Use:
    """An earlier report with the same wording; `letters` is the length of its note."""

    report_id: UUID
    author_id: int
    numbers: Sequence[str]
    letters: int


@dataclass(frozen=True, slots=True)
class Near:
    """The first report of a wording that may be alike."""

    report_id: UUID
    author_id: int
    work_on: date
    note: str


@dataclass(frozen=True, slots=True)
class Match:
    report_id: UUID
    kind: str
    source_id: UUID | None
    words: int
    alike: Alike


def run(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def lock() -> None:
    """One comparison at a time in an instansi."""
    run(_LOCK, {"lock": LOCK})


def new_rows(values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return run(_NEW, values)


def keep_wordings(new: Sequence[New]) -> set[int]:
    """Give each report its wording; the ids of wordings that were not known before."""
    values = {
        "digests": [each.digest for each in new],
        "units": [each.unit_id for each in new],
        "reports": [each.id for each in new],
    }
    fresh = {row[0] for row in run(_KEEP, values)}
    found = dict(run(_FIND, values))
    for each in new:
        each.wording_id = found[each.id]
    return fresh


def keep_uses(new: Sequence[New]) -> None:
    run(
        _USES,
        {
            "reports": [each.id for each in new],
            "wordings": [each.wording_id for each in new],
            "authors": [each.author_id for each in new],
            "days": [each.work_on for each in new],
            "times": [each.received_at for each in new],
            "numbers": [" ".join(each.numbers) for each in new],
        },
    )


def keep_prints(prints: Sequence[tuple[int, int]]) -> None:
    run(_PRINTS, _columns(prints))


def keep_matches(matches: Sequence[Match]) -> None:
    run(
        _MATCHES,
        {
            "reports": [each.report_id for each in matches],
            "kinds": [each.kind for each in matches],
            "sources": [each.source_id for each in matches],
            "percents": [each.alike.percent for each in matches],
            "words": [each.words for each in matches],
            "passages": [Jsonb(each.alike.passages) for each in matches],
        },
    )


def repeated(report_ids: Sequence[UUID]) -> dict[UUID, list[Use]]:
    """Earlier uses of the same wording, newest first, the author's own before others'."""
    found: dict[UUID, list[Use]] = {}
    for report_id, *use in run(_REPEATED, {"reports": list(report_ids)}):
        found.setdefault(report_id, []).append(Use(*use))
    return found


def near(prints: Sequence[tuple[int, int]]) -> dict[int, list[Near]]:
    """By wording: first reports of earlier wordings with prints in common, the nearest first."""
    values = {**_columns(prints), "popular": POPULAR, "nearest": NEAREST}
    found: dict[int, list[Near]] = {}
    for wording_id, *row in run(_ALIKE, values):
        found.setdefault(wording_id, []).append(Near(*row))
    return found


def forget(before: datetime) -> None:
    for statement in _FORGET:
        run(statement, {"before": before})


def _columns(prints: Sequence[tuple[int, int]]) -> Mapping[str, Any]:
    return {"values": [value for value, _ in prints], "wordings": [pk for _, pk in prints]}
