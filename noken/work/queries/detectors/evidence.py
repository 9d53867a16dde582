"""Evidence that was used before, on another day: the same file, or a photo that looks the same.

A file is sought in the whole instansi, a look in the unit. Photos of one day belong together
(a roll call is taken by many), and a letter in PDF is shown on each day of a journey: it counts
only after two weeks.
"""

from noken.documents.queries import FILES_SQL
from noken.findings.queries import Asked, Hits
from noken.work.queries.detectors.copies import ROUTINE
from noken.work.queries.detectors.owed import CORRECTED

PICTURE_BITS = 4
HISTORY_DAYS = 365
LETTER_DAYS = 14

# A look is cut into one piece more than bits may differ: of two alike one piece is the same.
_REUSED = f"""
with used as materialized (
    select r.id, r.author_id, r.work_on, r.received_at, r.indicator_key, r.title, v.file_id,
           v.is_photo, f.sha256_sent, f.look, p.unit_id
    from work_evidence v
    join work_report r on r.id = v.report_id
    join ({FILES_SQL}) f on f.id = v.file_id
    left join organization_posting p on p.employee_id = r.author_id and p.kind = 'DEFINITIVE'
        and p.start_on <= r.work_on and (p.end_on is null or p.end_on > r.work_on)
    where r.status not in ('WITHDRAWN', 'CORRECTED') and r.work_on < %(until)s::date
      and r.work_on >= %(since)s::date - %(history)s::int
), pieces as materialized (
    select u.file_id, u.unit_id, n.n,
           (u.look >> (n.n * %(width)s)) & ((1::bigint << %(width)s) - 1) as piece
    from used u cross join generate_series(0, %(bits)s::int) n(n)
    where u.look is not null and u.unit_id is not null
), pairs as (
    select u.file_id as here, o.file_id as there, 0 as bits
    from used u join used o on o.sha256_sent = u.sha256_sent and o.file_id <> u.file_id
    where u.work_on >= %(since)s::date
    union
    select a.file_id, b.file_id, 1
    from pieces a join pieces b on b.unit_id = a.unit_id and b.n = a.n and b.piece = a.piece
        and b.file_id <> a.file_id
), found as (
    select distinct on (r.id) r.*, o.id as other, o.work_on as other_day, o.author_id as other_by,
           o.file_id as other_file,
           case when p.bits = 0 then 0 else bit_count((r.look # o.look)::bit(64)) end as differ
    from pairs p join used r on r.file_id = p.here join used o on o.file_id = p.there
    where r.work_on >= %(since)s::date
      and (o.received_at, o.file_id) < (r.received_at, r.file_id) and o.work_on <> r.work_on
      and abs(o.work_on - r.work_on) <= %(history)s::int
      and (r.is_photo or abs(o.work_on - r.work_on) > %(letter)s::int)
      and (p.bits = 0 or bit_count((r.look # o.look)::bit(64)) <= %(bits)s)
    order by r.id, differ, o.received_at
)
select r.author_id, to_char(r.work_on, 'YYYY-MM'), r.id::text, r.work_on, 1::numeric,
       jsonb_build_object('report', r.id, 'title', r.title, 'file', r.file_id, 'bits', r.differ,
           'same_file', r.differ = 0, 'other', r.other, 'other_day', r.other_day,
           'other_who', e.name, 'other_by', e.id, 'other_file', r.other_file)
from found r join organization_employee e on e.id = r.other_by
where not {ROUTINE}
"""  # noqa: S608 (constants only)


def reused(asked: Asked) -> Hits:
    """LAP-03: a row a report; the nearest earlier evidence stands beside it."""
    bits = int(asked.values.get("picture_bits", PICTURE_BITS))
    return Hits(
        _REUSED,
        {
            "since": asked.since,
            "until": asked.until,
            "bits": bits,
            "width": 64 // (bits + 1) if bits else 63,
            "history": int(asked.values.get("history_days", HISTORY_DAYS)),
            "letter": LETTER_DAYS,
        },
        put_right=CORRECTED,
    )
