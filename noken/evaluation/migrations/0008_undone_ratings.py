from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0007_statements")]

    operations = [
        migrations.AddField(
            model_name="rating", name="undone_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                name="rating_undone_is_replaced",
                condition=Q(undone_at__isnull=True) | Q(replaced_at=F("undone_at")),
            ),
        ),
    ]
