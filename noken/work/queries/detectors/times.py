"""Reports of days on which the work they tell of cannot have been done."""

from datetime import date, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from noken.attendance import queries as attendance
from noken.core import clock
from noken.findings.queries import Asked, Hits
from noken.work.queries.detectors.owed import CORRECTED

LEAST_REPORTS = 1
DAY_HOURS = 24
USUAL_DAYS = 0
"""Of a version that was signed before there were these values: as it was signed."""
USUAL_WITHIN = 90
COMMON = (
    *("aula", "badan", "balai", "bidang", "dan", "dari", "desa", "dinas", "distrik", "gedung"),
    *("hotel", "inpres", "instansi", "kabupaten", "kampung", "kantor", "kecamatan", "kelurahan"),
    *("kota", "negeri", "provinsi", "puskesmas", "pustu", "rapat", "ruang", "rumah", "sekolah"),
    *("sma", "smk", "smp", "unit", "untuk", "wilayah", "yang"),
)
"""Words that two different places share."""
NO_CLOCK = "|".join(
    (
        r"\mjam (pelajaran|tatap muka|mengajar)\M",
        r"\mjpl?\M",
        r"\morang[ -]?jam\M",
        r"\mjam[ -]?orang\M",
        r"\mbeban mengajar\M",
        r"\mjam( kerja)? ?(se|per ?|/ ?|tiap |setiap |satu |dalam satu )(minggu|pekan|bulan)\M",
        r"\m(se|per ?)(minggu|pekan|bulan)\M.{0,20}\mjam\M",
    )
)
"""Words beside hours that are no hours of one day: lessons, a load of a week, people together."""
TWO_PLACES_WITHIN = timedelta(minutes=2)
"""The rule of checking in: nearer in time nobody gets from one office to another."""

_PUNCHED = """
    exists (select from attendance_day d where d.employee_id = v.author_id and d.day = v.work_on
            and (d.first_at is not null or d.last_at is not null))
"""
# Duty, meetings and training are work, and are reported on: only a place where the person works on
# other days speaks against one, and only if the letter names another place. New places belong to
# the journey, and who was recorded at the office that day came back. Half a day leaves the rest.
_ELSEWHERE = f"""
sent as materialized (
    select a.employee_id, a.start_on, a.end_on, a.place, array(
        select w from regexp_split_to_table(lower(a.place || ' ' || l.purpose), '[^[:alnum:]]+') w
        where length(w) > 2 and w <> all(%(common)s::text[])) as words
    from leave_absence a join leave_letter l on l.id = a.letter_id
    where a.family in ('DUTY', 'TRAINING') and a.portion = 'FULL' and a.cancelled_at is null
      and a.start_on < %(until)s::date and a.end_on > %(first)s::date and exists (
        select from regexp_split_to_table(lower(a.place), '[^[:alnum:]]+') w
        where length(w) > 2 and w <> all(%(common)s::text[]))
), elsewhere as (
    select v.id, s.place, p.place as other_place
    from sent s join valid v on v.author_id = s.employee_id
        and v.work_on >= s.start_on and v.work_on < s.end_on
    cross join lateral (
        select p.place from jsonb_array_elements_text(v.places) p(place)
        where (
            select count(distinct u.work_on) from work_report u
            where u.author_id = v.author_id and u.status not in ('WITHDRAWN', 'CORRECTED')
              and u.work_on <> v.work_on and u.work_on >= v.work_on - %(within)s::int
              and u.work_on <= v.work_on + %(within)s::int and u.places ? p.place
              and not exists (
                select from leave_absence o where o.employee_id = u.author_id
                  and o.cancelled_at is null and o.start_on <= u.work_on and o.end_on > u.work_on)
        ) >= %(usual)s::int
        order by p.place limit 1
    ) p
    where %(usual)s::int > 0 and not exists (
        select from jsonb_array_elements_text(v.places) each(place),
            regexp_split_to_table(lower(each.place), '[^[:alnum:]]+') w
        where w = any(s.words)
    ) and not {_PUNCHED}
)
"""  # noqa: S608 (constants only)
# Who came on a day of leave was called to work; a letter of duty ends the leave of its days itself.
# Hours of a clock on one day: not lessons, which teachers and principals call "jam" too, not a load
# of a week or a month, and not what several people worked together.
_CLOCKED = """
clocked as materialized (
    select v.*, case when v.measure like 'jam%%' then v.quantity else v.quantity / 60 end as hours
    from (
        select v.*, trim(regexp_replace(lower(v.unit), '[^[:alnum:]]+', ' ', 'g')) as measure
        from valid v where ltrim(lower(v.unit)) similar to '(jam|menit)%%'
    ) v
    where v.measure in ('jam', 'jam kerja', 'menit', 'menit kerja')
      and concat_ws(' ', v.title, v.note) !~* %(no_clock)s
      and not (v.measure = 'jam' and exists (
        select from organization_posting p join organization_position o on o.id = p.position_id
        where p.employee_id = v.author_id and o.family in ('TEACHER', 'PRINCIPAL')
          and p.start_on <= v.work_on and (p.end_on is null or p.end_on > v.work_on)))
)
"""
_IMPOSSIBLE = f"""
with valid as materialized (
    select r.id, r.author_id, r.work_on, r.title, r.note, r.quantity, r.unit, r.received_at,
           r.places
    from work_report r
    where r.work_on >= %(first)s::date and r.work_on < %(until)s::date
      and r.status not in ('WITHDRAWN', 'CORRECTED')
), {_ELSEWHERE}, {_CLOCKED}, seen as (
    select v.*, 'Laporan ini menyebut pekerjaan pada hari cuti atau sakit sehari penuh.' as words,
           jsonb_build_object('leave_from', a.start_on, 'leave_until', a.end_on - 1) as more
    from valid v join leave_absence a on a.employee_id = v.author_id and a.family = 'LEAVE'
        and a.portion = 'FULL' and a.cancelled_at is null
        and v.work_on >= a.start_on and v.work_on < a.end_on
    where not {_PUNCHED}
    union all
    select v.*, 'Hari ini belum atau tidak lagi termasuk masa dinas.', '{{}}'::jsonb
    from valid v
    where exists (select from organization_standingperiod s where s.employee_id = v.author_id)
      and not exists (
        select from organization_standingperiod s where s.employee_id = v.author_id
          and v.work_on >= s.start_on and (s.end_on is null or v.work_on < s.end_on)
          and s.standing not in ('RETIRED', 'ENDED'))
    union all
    select v.*, 'Laporan ini menyebut tempat lain pada hari tugas, rapat, atau pelatihan seharian.',
           jsonb_build_object('place', e.place, 'other_place', e.other_place)
    from elsewhere e join valid v using (id)
    union all
    select v.*, 'Jam yang dilaporkan pada hari ini lebih banyak daripada yang mungkin dikerjakan.',
           jsonb_build_object('hours', round(t.hours, 2), 'most_hours', %(hours)s::int)
    from valid v join clocked k using (id) join (
        select author_id, work_on, sum(hours) as hours from clocked group by author_id, work_on
    ) t on t.author_id = v.author_id and t.work_on = v.work_on
    where t.hours > %(hours)s::int
    union all
    select v.*, 'Pada hari ini presensi tercatat di dua tempat pada waktu yang sama.',
           jsonb_build_object('place', t.site, 'other_place', t.other_site, 'time', t.time)
    from jsonb_to_recordset(%(places)s) as t(
        employee_id bigint, day date, time text, site text, other_site text)
    join valid v on v.author_id = t.employee_id and v.work_on = t.day
), once as (
    select distinct on (id) * from seen order by id, words
), counted as (
    select o.*, count(*) over (partition by author_id, date_trunc('month', work_on)) as n
    from once o
)
select author_id, to_char(work_on, 'YYYY-MM'), id::text, work_on, 1::numeric,
       jsonb_build_object('words', words, 'report', id, 'title', title) || more
from counted where n >= %(least)s and work_on >= %(since)s::date
"""  # noqa: S608 (constants only)


def impossible(asked: Asked) -> Hits:
    """LAP-04: a row a report, where a month has so many of them."""
    first = asked.since.replace(day=1)
    return Hits(
        _IMPOSSIBLE,
        {
            "first": first,
            "since": asked.since,
            "until": asked.until,
            "hours": int(asked.values.get("day_hours", DAY_HOURS)),
            "usual": int(asked.values.get("usual_place_days", USUAL_DAYS)),
            "within": USUAL_WITHIN,
            "common": list(COMMON),
            "no_clock": NO_CLOCK,
            "least": int(asked.values.get("least_reports", LEAST_REPORTS)),
            "places": Jsonb(_two_places(asked, first)),
        },
        put_right=CORRECTED,
    )


def _two_places(asked: Asked, first: date) -> list[dict[str, Any]]:
    """Who was recorded at two offices nearly at once, by day."""
    start, end = clock.start_of(first), clock.start_of(asked.until)
    return [
        {
            "employee_id": row.employee_id,
            "day": clock.day_of(row.at).isoformat(),
            "time": f"{clock.local(row.at):%H.%M}",
            "site": row.site,
            "other_site": row.other_site,
        }
        for row in attendance.two_sites_at_once(start, end, TWO_PLACES_WITHIN)
    ]
