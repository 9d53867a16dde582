"""Rows are written from the findings they name: the database does not look each one up again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0006_card_unchecked")]

    operations = [
        migrations.AlterField(
            model_name="row",
            name="finding",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rows",
                to="findings.finding",
            ),
        )
    ]
