"""A unit is rated once over the same days, for both legal groups: of two the newer one stands.

What is said of a unit hangs on the period that was opened first (`queries/spans.py`).
"""

from django.db import migrations

NEWER = """
    update {table} r set replaced_at = n.at
    from {table} n, evaluation_period p, evaluation_period q
    where p.id = r.period_id and q.id = n.period_id and p.id <> q.id
      and (q.kind, q.year, q.number) = (p.kind, p.year, p.number) and n.unit_id = r.unit_id
      and r.replaced_at is null and n.replaced_at is null and (n.at, n.id) > (r.at, r.id)
"""
FIRST = """
    update {table} r set period_id = f.first
    from (select id, min(id) over (partition by kind, year, number) as first
          from evaluation_period) f
    where f.id = r.period_id and f.first <> f.id
"""
STANDING = ("evaluation_unitrating", "evaluation_calibration")
TABLES = (*STANDING, "evaluation_spreadreason")
STATEMENTS = [
    *(NEWER.format(table=table) for table in STANDING),
    *(FIRST.format(table=table) for table in TABLES),
]


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_fact_of_a_decision")]

    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
