"""A finished month of so many people: sheets, parts, ratings, three pinned facts each."""

FACTS = """
with period as (
    insert into evaluation_period
        (kind, "group", year, number, start_on, end_on, self_due_on, due_on, opened_at,
         closing_note)
    values ('MONTH', 'GENERAL', 2026, 9, '2026-09-01', '2026-10-01', '2026-10-05', '2026-10-12',
            '2026-10-01T00:00Z', '')
    returning id
), people as (
    select e.id, g.unit_id, g.id as posting_id, coalesce(l.superior_id, e.id) as superior_id
    from organization_employee e
    join organization_posting g on g.employee_id = e.id and g.kind = 'DEFINITIVE'
        and g.start_on <= '2026-07-01' and g.end_on is null
    join organization_reportingline l on l.employee_id = e.id and l.end_on is null
    order by e.id limit {count}
), sheets as (
    insert into evaluation_sheet
        (period_id, employee_id, unit_id, status, excuse, opened_at, published_at, received_at,
         receipt_note)
    select period.id, people.id, people.unit_id, 'PUBLISHED', '', '2026-10-01T00:00Z',
           '2026-10-12T05:00Z', '2026-10-13T00:00Z', ''
    from people, period
    returning id, employee_id, unit_id
), parts as (
    insert into evaluation_part
        (sheet_id, superior_id, unit_id, posting_id, start_on, end_on, result, behaviour, note)
    select sheets.id, people.superior_id, sheets.unit_id, people.posting_id, '2026-09-01',
           '2026-10-01', '', '', ''
    from sheets join people on people.id = sheets.employee_id
), ratings as (
    insert into evaluation_rating
        (sheet_id, origin, result, behaviour, grade, forecast, evidence, reason, recommendation,
         rules_from, by_id, role, started_at, saved_at, published_at)
    select sheets.id, 'RATER', 'AS', 'ABOVE', 'GOOD', '{{"grade": "GOOD"}}', '{{}}', '',
           'Pertahankan pendampingan di distrik yang jauh. Ikut Literasi data untuk analis, '
           || '26 November, untuk menutup kesenjangan analisis data.',
           '2026-01-01', people.superior_id, 'SUPERIOR', '2026-10-12T04:50Z', '2026-10-12T05:00Z',
           '2026-10-12T05:00Z'
    from sheets join people on people.id = sheets.employee_id
), units as (
    insert into evaluation_unitrating (period_id, unit_id, rating, reason, by_id, role, at)
    select distinct on (sheets.unit_id) period.id, sheets.unit_id, 'GOOD', 'Rencana aksi tercapai.',
           people.superior_id, 'SUPERIOR', timestamptz '2026-10-05T00:00Z'
    from sheets join people on people.id = sheets.employee_id, period
)
insert into evaluation_pin (sheet_id, side, source, source_id, day, content, by_id, at)
select sheets.id, 'RATER', 'REPORT', n::text, date '2026-09-10' + n,
       jsonb_build_object('text', 'Laporan ke-' || n || ' dari pegawai ' || sheets.employee_id
           || ': 42 sekolah tervalidasi, dengan bukti foto dan berita acara dari kepala sekolah.'),
       people.superior_id, timestamptz '2026-10-12T04:55Z'
from sheets join people on people.id = sheets.employee_id, generate_series(1, 3) n
"""
