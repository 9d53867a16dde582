from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0008_paper_of_credit'),
    ]

    operations = [
        migrations.AddField(
            model_name='receipt',
            name='form',
            field=models.SmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', (1, 2))), name='documents_receipt_form_is_known'),
        ),
    ]
