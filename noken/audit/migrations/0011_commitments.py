"""What binds the facts of all areas to the chain, one line a row; the readings in an order of their
own; and seals of three streams in one chain."""

from django.db import migrations, models

RIGHTS = """
do $$ begin
    if exists (select from pg_roles where rolname = 'noken_app') then
        revoke all on audit_commitment from noken_app;
        grant select on audit_commitment to noken_app;
    end if;
end $$;
"""
READINGS = """
create sequence audit_reading_seq;
alter table audit_reading add column id bigint not null default nextval('audit_reading_seq');
create index audit_reading_id on audit_reading (id);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0010_searching")]
    operations = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("form", models.SmallIntegerField()),
                ("key", models.CharField(max_length=64)),
                ("salt", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={"indexes": [models.Index(fields=["form"], name="commitment_form")]},
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            READINGS,
            "alter table audit_reading drop column id; drop sequence audit_reading_seq",
        ),
        migrations.AddField(
            model_name="seal",
            name="stream",
            field=models.CharField(
                choices=[("ENTRY", "Jurnal"), ("READING", "Pembacaan"), ("FACT", "Fakta")],
                default="ENTRY",
                max_length=8,
            ),
        ),
        migrations.RemoveConstraint(model_name="seal", name="seal_span_once"),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(
                fields=["stream", "after_id"], name="seal_span_once"
            ),
        ),
        migrations.AddField(
            model_name="journalcheck",
            name="table",
            field=models.CharField(blank=True, default="", max_length=63),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="journalcheck",
            name="count",
            field=models.PositiveBigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="journalcheck",
            name="key",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
