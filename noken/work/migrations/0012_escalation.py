"""Reports that go on to the superior's superior."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0003_declared_settings'),
        ('work', '0011_review_counted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='work.report')),
                ('superior', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.employee')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'superior'), name='escalated_once')],
            },
        ),
    ]
