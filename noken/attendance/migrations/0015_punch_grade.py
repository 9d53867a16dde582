"""Evidence of a punch that is weaker than its recorder's: of a machine nobody has fenced."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attendance", "0014_person_starts")]

    operations = [
        migrations.AddField("punch", "grade", models.PositiveSmallIntegerField(null=True)),
    ]
