"""Rows that were refused rest with a card that stopped itself: nothing counts by it."""

from django.db import migrations

_REST = """
    update findings_row r set rests = true
    from findings_finding f join findings_cardrest c on c.code = f.code and c.ended_at is null
    where r.finding_id = f.id and r.state = 'REFUSED' and not r.rests
"""


class Migration(migrations.Migration):
    dependencies = [("findings", "0007_row_unchecked")]

    operations = [migrations.RunSQL(_REST, migrations.RunSQL.noop)]
