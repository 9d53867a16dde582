"""What the rules of attendance see: set-based statements over derived days, for findings.

Corrections lie over the days as everywhere: an accepted one takes a day away; while one is not
decided, what was raised stands and nothing new is. Minutes of a block that was accepted in its
finding stay in the order of blocks: the others keep their numbers. A leave or an outage that comes
in later changes the day itself, so the next run no longer names it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from noken.attendance.queries.catalogue import signed_proposals
from noken.attendance.queries.held import COVERED
from noken.attendance.queries.terms import limits_on
from noken.attendance.rules.half_days import HalfDayTerms
from noken.attendance.rules.runs import RunTerms
from noken.attendance.rules.tolerance import Signed
from noken.core.signing import SIGNATURES
from noken.findings.queries import Asked, Hits
from noken.organization import queries as organization
from noken.regulations.discipline import thresholds

ABSENCE, MINUTES, ONE_SIDED = "HDR-03", "HDR-07", "HDR-10"
LEAST_SIDED = 5

_SAID = """
    left join attendance_correction c on c.employee_id = d.employee_id and c.day = d.day
        and c.status in ('WAITING', 'ASKED', 'ACCEPTED')
"""
# Presence and duty break a row, leave of a whole day does not; nor do half a leave and an outage
# from the day on which two people have signed that (`RunTerms`).
_BREAKS = """
    (b.first_at is not null or b.last_at is not null or b.status not in ('LEAVE', 'SICK') and not (
        b.day >= %(bridged)s::date and b.reasons <> '[]'::jsonb and not jsonb_path_exists(b.reasons,
            'strict $[*] ? (@[0] != "outage" && @[0] != "half"
             && (@[0] != "away" || @[2] != "LEAVE"))')))
"""
# The person's own day before that does. Nearly always it is one of the last four days: these are
# joined, and workers share a join.
_NEAR = f"""
    left join attendance_day b on b.employee_id = d.employee_id and b.day < d.day
        and b.day >= d.day - 4 and {_BREAKS}
"""
_AFTER = f"""
    coalesce(d.before, (
        select b.day from attendance_day b where b.employee_id = d.employee_id
            and b.day < d.day - 4 and {_BREAKS}
        order by b.day desc limit 1))
"""  # noqa: S608 (constants only)
_HOURS = """
    to_char(d.start_at at time zone d.zone, 'HH24.MI') || ' sampai '
    || to_char(d.end_at at time zone d.zone, 'HH24.MI')
"""
# Whose PIN nobody has entered cannot be seen on the machine: nothing new is asked about days on
# which a PIN without owner was used at their office, unless they were seen in another way lately.
_UNNAMED = """
with waiting as materialized (
    select distinct u.path, p.local_time::date as day
    from attendance_punch p
    join attendance_recorder r on r.id = p.recorder_id
    join attendance_site s on s.id = r.site_id
    join organization_unit u on u.id = s.unit_id
    where p.employee_id is null and not p.void
      and p.local_time >= %(since)s::date and p.local_time < %(until)s::date
), unnamed as materialized (
    select distinct g.employee_id, w.day
    from waiting w
    join organization_unit u on u.path like w.path || '%%'
    join organization_posting g on g.unit_id = u.id and g.kind = 'DEFINITIVE'
        and g.start_on <= w.day and (g.end_on is null or g.end_on > w.day)
    where not exists (
        select from attendance_pinassignment a where a.employee_id = g.employee_id
            and a.start_on <= w.day and (a.end_on is null or a.end_on > w.day))
      and not exists (
        select from attendance_punch k where k.employee_id = g.employee_id
            and k.at >= w.day - 31 and k.at < w.day + 1)
)
"""
_ABSENT = f"""
select d.employee_id, to_char(d.day, 'YYYY'), d.day::text, d.day,
       case when c.status is null and n.day is null then 1 else 0 end::numeric,
       jsonb_build_object('schedule', d.schedule, 'hours', {_HOURS}, 'zone', d.zone,
                          'after', {_AFTER})
from (
    select d.*, max(b.day) as before
    from attendance_day d {_NEAR}
    where d.status = 'OPEN' and d.first_at is null and d.last_at is null and not d.is_shielded
      and {{reasons}} and d.day >= %(since)s::date and d.day < %(until)s::date
    group by d.employee_id, d.day
) d {_SAID} left join unnamed n on n.employee_id = d.employee_id and n.day = d.day
where c.status is distinct from 'ACCEPTED'
"""  # noqa: S608 (constants only)
# Half a day of leave, duty or outage leaves no whole day without reason. Each half of the union
# has its own small index.
_ABSENCE = (
    _UNNAMED
    + _ABSENT.format(reasons="d.reasons = '[]'::jsonb")
    + " union all "
    + _ABSENT.format(reasons=f"d.reasons <> '[]'::jsonb and not {COVERED}")
)

# One punch is no absence and no lateness: many such days in a month are asked about together. What
# is explained and not decided yet holds what stands; a day explained in its finding stays one of
# the many.
_ONE_SIDED = f"""
with sided as (
    select d.*, c.status is not null as said, coalesce(c.finding, '') <> '' as said_there
    from attendance_day d {_SAID}
    where d.status = 'OPEN' and not d.is_shielded and not {COVERED}
      and (d.first_at is null and d.last_at is not null
           or d.first_at is not null and d.last_at is null)
      and d.day >= %(first)s::date and d.day < %(until)s::date
      and (cardinality(%(people)s::bigint[]) = 0 or d.employee_id = any(%(people)s::bigint[]))
      and (c.status is distinct from 'ACCEPTED' or c.finding <> '')
), counted as (
    select d.*, count(*) over m as sided,
           count(*) filter (where not said or said_there) over m as firm
    from sided d window m as (partition by d.employee_id, date_trunc('month', d.day))
)
select d.employee_id, to_char(d.day, 'YYYY-MM'), d.day::text, d.day,
       case when not said and firm >= %(least)s then 1 else 0 end::numeric,
       jsonb_build_object('first', to_char(d.first_at at time zone d.zone, 'HH24.MI'),
                          'last', to_char(d.last_at at time zone d.zone, 'HH24.MI'),
                          'hours', {_HOURS}, 'sided', sided)
from counted d where sided >= %(least)s and d.day >= %(since)s::date
"""  # noqa: S608 (constants only)

_IN_BLOCK = """
    c.finding <> '' and exists (
        select from findings_finding f join findings_row r on r.finding_id = f.id
        where f.employee_id = d.employee_id and f.code = 'HDR-07' and r.state = 'ACCEPTED'
          and r.facts -> 'days' @> jsonb_build_array(jsonb_build_object('day', d.day)))
"""
# Most people never come near a block, whatever the tolerance leaves of their minutes: only those
# who have enough are looked at day by day. Who fills a block is looked up in a hash ("is true"):
# joined row by row it would take squares.
_MINUTES = f"""
with tolerance as (
    select * from unnest(%(starts)s::date[], %(ends)s::date[], %(lates)s::int[],
                         %(make_ups)s::int[]) as t(start_on, end_on, late, make_up)
){{halves}}, enough as materialized (
    select employee_id from attendance_day
    where (late_minutes > 0 or early_minutes > 0) and not is_shielded
      and day >= %(first)s::date and day < %(until)s::date {{whom}}
    group by employee_id having sum(late_minutes + early_minutes) >= %(block)s
    {{some_half}}
), counted as materialized (
    select e.*, e.late + e.early + e.unseen as minutes
    from (
        select d.employee_id, date_part('year', d.day)::int as year, d.day,
               d.early_minutes::int as early,
               c.status is not null and c.status <> 'ACCEPTED' as waits,
               case when d.late_minutes <= t.late then 0 else greatest(0, d.late_minutes - least(
                   greatest(coalesce(date_part('epoch', d.last_at - d.end_at)::int / 60, 0), 0),
                   t.make_up)) end as late, 0 as unseen
        from attendance_day d
        join tolerance t on d.day >= t.start_on and d.day < t.end_on {_SAID}
        where (d.late_minutes > 0 or d.early_minutes > 0) and not d.is_shielded
          and (d.late_minutes > t.late or d.early_minutes > 0)
          and d.day >= %(first)s::date and d.day < %(until)s::date
          and d.employee_id in (select employee_id from enough)
          and (c.status is distinct from 'ACCEPTED' or {_IN_BLOCK})
        {{half}}
    ) e
    where e.late + e.early + e.unseen > 0
), total as (
    select employee_id, year, coalesce(sum(minutes) filter (where not waits), 0) as firm,
           sum(minutes) as said, max(day) as last_day
    from counted group by employee_id, year having sum(minutes) >= %(block)s
), walked as (
    select w.*, sum(w.minutes) over (partition by w.employee_id, w.year order by w.day) as upto
    from counted w
    where not w.waits and (
        (w.employee_id, w.year) in (select employee_id, year from total where firm >= %(block)s)
    ) is true
), part as (
    select w.employee_id, w.year, w.day, w.late, w.early, w.unseen, k,
           least(w.upto, (k + 1) * %(block)s) - greatest(w.upto - w.minutes, k * %(block)s) as taken
    from walked w, generate_series((w.upto - w.minutes)::int / %(block)s,
                                   (w.upto::int - 1) / %(block)s) k
), block as (
    select employee_id, year, k, max(day) as day, jsonb_build_object('minutes', sum(taken), 'days',
        jsonb_agg(jsonb_strip_nulls(jsonb_build_object('day', day, 'late_minutes', late,
            'early_minutes', early, 'unseen_minutes', nullif(unseen, 0), 'counted', taken))
            order by day)) as facts
    from part group by employee_id, year, k having sum(taken) = %(block)s
)
select employee_id, year::text, year || '-' || (k + 1), day, 1::numeric, facts
from block where day >= %(since)s::date
union all
select t.employee_id, t.year::text, t.year || '-' || (k + 1), t.last_day, 0::numeric,
       jsonb_build_object()
from total t, generate_series(t.firm::int / %(block)s, t.said::int / %(block)s - 1) k
"""  # noqa: S608 (constants only)

# Halves that nobody saw or explained in time, once two people have signed that they add up.
_HALVES = {
    "halves": """, halves as materialized (
    select d.employee_id, d.day, (reason ->> 2)::int as minutes
    from attendance_day d, jsonb_array_elements(d.reasons) reason
    where d.status = 'OPEN' and d.first_at is null and d.last_at is null and not d.is_shielded
      and d.reasons <> '[]'::jsonb and reason ->> 0 = 'half'
      and d.day >= greatest(%(first)s::date, %(half_since)s::date)
      and d.day < least(%(until)s::date, %(overdue)s::date)
)""",
    "some_half": "union select employee_id from halves",
    "half": f"""
        union all
        select d.employee_id, date_part('year', d.day)::int, d.day, 0,
               c.status is not null and c.status <> 'ACCEPTED', 0, d.minutes
        from halves d {_SAID}
        where c.status is distinct from 'ACCEPTED' or {_IN_BLOCK}
    """,  # noqa: S608 (constants only)
}
_NO_HALVES = dict.fromkeys(_HALVES, "")

# A block is full on a day with minutes: of a part of the year only those who have some in it.
_WHOM = """
      and employee_id in (
          select employee_id from attendance_day
          where (late_minutes > 0 or early_minutes > 0) and not is_shielded
            and day >= %(since)s::date and day < %(until)s::date)
"""

_OF_THEM = "and employee_id = any(%(people)s::bigint[])"

# Who accepted the correction that takes a day away; of minutes any day up to the end of the block
# may have been the one.
_ACCEPTED_BY = """
    (select c.decided_by_id from attendance_correction c
     where c.employee_id = g.employee_id and c.status = 'ACCEPTED' and {days}
     order by c.decided_at desc limit 1)
"""
_OF_THE_DAY = _ACCEPTED_BY.format(days="c.day = g.day")
_OF_THE_BLOCK = _ACCEPTED_BY.format(
    days="c.day between date_trunc('year', g.day)::date and g.day and c.decided_at >= g.raised_at"
)


def hits_of(asked: Asked) -> Hits | None:
    """What the rules of attendance see in the days asked for; None: another area's rule."""
    detector = {ABSENCE: _absence, MINUTES: _minutes, ONE_SIDED: _one_sided}.get(asked.code)
    return detector(asked) if detector else None


def _absence(asked: Asked) -> Hits:
    """Days without any record that are past the time to explain them; early: those that are not."""
    last = asked.until - timedelta(1)
    overdue_before = limits_on(last).overdue_before
    values = {"since": asked.since, "until": min(asked.until, overdue_before)}
    if asked.early:
        values = {"since": max(asked.since, overdue_before), "until": asked.until}
    values["bridged"] = organization.setting_on(RunTerms, last).bridged_from
    return Hits(_ABSENCE, values, excused_by=_OF_THE_DAY)


def _one_sided(asked: Asked) -> Hits:
    """Days with one punch that are past the time to explain them, where a month has so many."""
    values = {
        "first": asked.since.replace(day=1),
        "since": asked.since,
        "until": min(asked.until, limits_on(asked.until - timedelta(1)).overdue_before),
        "least": int(asked.values.get("least_days", LEAST_SIDED)),
        "people": list(asked.people),
    }
    return Hits(_ONE_SIDED, values, excused_by=_OF_THE_DAY)


def _minutes(asked: Asked) -> Hits:
    """Full blocks of minutes in a calendar year, on days under a signed tolerance."""
    held = _tolerances(signed_proposals())
    if not held:
        return Hits()
    usual = int(thresholds().hours_per_day * 60)
    first = asked.since.replace(month=1, day=1)
    whom = "" if asked.since == first else _WHOM
    day = asked.until - timedelta(1)
    terms = organization.setting_on(HalfDayTerms, day)
    return Hits(
        _MINUTES.format(
            whom=_OF_THEM if asked.people else whom, **(_HALVES if terms.adds else _NO_HALVES)
        ),
        {
            "half_since": terms.since,
            "overdue": limits_on(day).overdue_before,
            "people": list(asked.people),
            "first": first,
            "since": asked.since,
            "until": asked.until,
            "block": int(asked.values.get("minutes_per_day", usual)),
            **_columns(held),
        },
        excused_by=_OF_THE_BLOCK,
    )


def _tolerances(proposals: Sequence[Signed]) -> list[tuple[date, date, int, int]]:
    """Signed settings with the days on which each holds: until the next begins."""
    signed = {
        each.start_on: each.tolerance
        for each in reversed(proposals)
        if len(each.signer_ids) >= SIGNATURES
    }
    starts = sorted(signed)
    ends = [*starts[1:], date.max]
    return [
        (start, end, signed[start].late_minutes, signed[start].make_up_minutes)
        for start, end in zip(starts, ends, strict=False)
    ]


def _columns(held: Sequence[tuple[date, date, int, int]]) -> Mapping[str, Any]:
    names = ("starts", "ends", "lates", "make_ups")
    return dict(zip(names, map(list, zip(*held, strict=True)), strict=True))
