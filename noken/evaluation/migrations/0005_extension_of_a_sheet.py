from django.db import migrations, models


class Migration(migrations.Migration):
    """An outage gives time back to a sheet that had been given more."""

    dependencies = [("evaluation", "0004_one_rating_of_a_unit")]

    operations = [
        migrations.RemoveConstraint(
            model_name="extension", name="extension_once_per_disruption"
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                condition=models.Q(disruption_id__isnull=False),
                fields=("period", "disruption_id", "unit", "sheet"),
                name="extension_once_per_disruption",
                nulls_distinct=False,
            ),
        ),
    ]
