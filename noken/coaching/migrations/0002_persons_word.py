from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="talk",
            name="word",
            field=models.CharField(
                blank=True,
                choices=[
                    ("IMPROVED", "Membantu"),
                    ("PARTLY", "Membantu sebagian"),
                    ("NOT_YET", "Belum membantu"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="talk", name="word_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                name="talk_word_has_time",
                condition=Q(word="", word_at__isnull=True)
                | ~Q(word="") & Q(word_at__isnull=False, status__in=["AGREED", "DONE"]),
            ),
        ),
    ]
