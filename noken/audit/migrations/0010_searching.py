"""The journal is searched by day and by kind of act, beside person and doer. An index on the parent
makes one on each month, those of later months with them."""

from django.db import migrations

INDEXES = """
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_action on audit_entry (action, at desc);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_facts_are_kept")]
    operations = [
        migrations.RunSQL(INDEXES, "drop index audit_entry_at; drop index audit_entry_action"),
    ]
