"""Signed heads of the journal's chain and to whom they were handed; the application adds rows, and
neither changes nor deletes them."""

import django.db.models.deletion
from django.db import migrations, models

from noken.core.migrating import together

PROTECT = """
do $$ begin
    if exists (select from pg_roles where rolname = 'noken_app') then
        revoke all on oversight_signedhead, oversight_handing from noken_app;
        grant select, insert on oversight_signedhead, oversight_handing to noken_app;
    end if;
end $$;
"""
BIG_ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = [("oversight", "0004_reminding_of_decisions")]

    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="SignedHead",
                    fields=[
                        ("id", BIG_ID.clone()),
                        ("number", models.PositiveBigIntegerField()),
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("day", models.DateField(null=True, unique=True)),
                    ],
                    options={"indexes": [models.Index(fields=["-at"], name="head_newest")]},
                ),
                migrations.CreateModel(
                    name="Handing",
                    fields=[
                        ("id", BIG_ID.clone()),
                        (
                            "way",
                            models.CharField(
                                choices=[("FILE", "Berkas"), ("MAIL", "Surel")], max_length=4
                            ),
                        ),
                        ("to", models.CharField(max_length=400)),
                        ("at", models.DateTimeField()),
                        ("why", models.CharField(blank=True, max_length=200)),
                        (
                            "head",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handings",
                                to="oversight.signedhead",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("why", "")),
                                fields=("head", "way", "to"),
                                name="head_handed_once",
                            )
                        ]
                    },
                ),
            ]
        ),
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
    ]
