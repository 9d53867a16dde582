from django.db import migrations, models

REFUSE = """
create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege
        using message = 'a fact in ' || tg_table_name || ' is never changed';
end $$;
"""
RIGHTS = """
do $$ begin
    if exists (select from pg_roles where rolname = 'noken_app') then
        revoke all on audit_factform from noken_app;
        grant select on audit_factform to noken_app;
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seals")]
    operations = [
        migrations.CreateModel(
            name="FactForm",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=127)),
                ("table", models.CharField(max_length=63)),
                ("once", models.CharField(blank=True, max_length=63)),
                ("key", models.CharField(max_length=63)),
                ("columns", models.JSONField()),
                ("made", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.RunSQL(REFUSE, "drop function audit_refuse cascade"),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
