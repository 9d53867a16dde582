"""Reports whose words stand in another text: both passages side by side, with day and name."""

from noken.findings.queries import Asked, Hits
from noken.work.queries.detectors.owed import CORRECTED

SIMILAR_PERCENT = 85
LEAST_WORDS = 12
HISTORY_DAYS = 365

ROUTINE = """
    exists (select from work_routinemark k where k.employee_id = r.author_id
            and r.work_on >= k.start_on and (k.end_on is null or r.work_on < k.end_on)
            and (k.indicator_key = r.indicator_key
                 or r.indicator_key is null and lower(k.title) = lower(r.title)))
"""
"""The superior confirmed that the task of report `r` is the same every day."""
_PASSAGES = """
    (select jsonb_agg(jsonb_build_object(
         'here', substr(r.note, (p ->> 0)::int + 1, (p ->> 1)::int - (p ->> 0)::int),
         'there', substr(coalesce(s.note, r.title), (p ->> 2)::int + 1,
                         (p ->> 3)::int - (p ->> 2)::int)))
     from jsonb_array_elements(m.passages) p)
"""
_COPIED = f"""
select r.author_id, to_char(r.work_on, 'YYYY-MM'), r.id::text, r.work_on, 1::numeric,
       jsonb_strip_nulls(jsonb_build_object(
           'kind', m.kind, 'percent', m.percent, 'report', r.id, 'title', r.title,
           'text', r.note, 'other', s.id, 'other_day', s.work_on, 'other_who', e.name,
           'other_text', coalesce(s.note, r.title), 'passages', {_PASSAGES}))
from work_textmatch m
join work_report r on r.id = m.report_id
left join work_report s on s.id = m.source_id
left join organization_employee e on e.id = s.author_id
where r.work_on >= %(since)s::date and r.work_on < %(until)s::date
  and r.status not in ('WITHDRAWN', 'CORRECTED') and s.status is distinct from 'WITHDRAWN'
  and m.percent >= %(percent)s and m.words >= %(words)s
  and (s.id is null or s.work_on >= r.work_on - %(history)s::int)
  and not {ROUTINE}
"""  # noqa: S608 (constants only)


def copied(asked: Asked) -> Hits:
    """LAP-02: a row a report, as the comparison found it."""
    values = asked.values
    return Hits(
        _COPIED,
        {
            "since": asked.since,
            "until": asked.until,
            "percent": int(values.get("similar_percent", SIMILAR_PERCENT)),
            "words": int(values.get("least_words", LEAST_WORDS)),
            "history": int(values.get("history_days", HISTORY_DAYS)),
        },
        put_right=CORRECTED,
    )
