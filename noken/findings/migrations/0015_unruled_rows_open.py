"""Silence of PPPK on days of which no signed table speaks counts for nothing: what had lapsed before
that was so is open again."""

from django.db import migrations

OPEN_AGAIN = """
with opened as (
    update findings_row r set state = 'ASKED'
    from findings_finding f
    join organization_employee e on e.id = f.employee_id
    where f.id = r.finding_id and r.state = 'LAPSED'
      and e.kind in ('PPPK', 'PPPK_PART_TIME') and not exists (
        select from findings_ladderproposal p
        where e.kind = any(p.groups) and p.start_on <= r.day and p.withdrawn_at is null
          and (select count(distinct s.signer_id) from findings_laddersignature s
               where s.proposal_id = p.id) >= 2)
    returning r.id, r.finding_id
)
insert into findings_rowstep (finding_id, row_id, kind, role, note, at)
select finding_id, id, 'MOVED', 'SYSTEM', 'Tanpa tabel daerah, diam tidak dihitung', now()
from opened
"""


class Migration(migrations.Migration):
    dependencies = [("findings", "0014_part_time_asked")]

    operations = [migrations.RunSQL(OPEN_AGAIN, migrations.RunSQL.noop)]
