from django.db import migrations, models


class Migration(migrations.Migration):
    """The fact on which the decision of an objection rests."""

    dependencies = [("evaluation", "0002_closing_notes")]

    operations = [
        migrations.AlterField(
            model_name="pin",
            name="side",
            field=models.CharField(
                choices=[
                    ("EMPLOYEE", "Pegawai"),
                    ("RATER", "Penilai"),
                    ("DECIDER", "Pemutus keberatan"),
                ],
                max_length=12,
            ),
        ),
    ]
