import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from noken.core.migrating import together


class Migration(migrations.Migration):
    """Objections that came on paper."""

    dependencies = [
        ("organization", "0001_initial"),
        ("objections", "0002_changed_result"),
    ]

    operations = together([
        migrations.AddField(
            model_name="objection",
            name="letter_to",
            field=models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="objection",
            name="entered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.employee",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                name="objection_letter_whole",
                condition=Q(letter_to="", entered_by__isnull=True)
                | ~Q(letter_to="") & Q(entered_by__isnull=False) & ~Q(entered_by=F("employee")),
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="kind",
            field=models.CharField(
                choices=[
                    ("FILED", "Keberatan diajukan"),
                    ("ENTERED", "Surat keberatan dicatat"),
                    ("RERATED", "Hasil yang dikeberatani diubah penilai"),
                    ("TAKEN", "Diambil untuk diperiksa"),
                    ("HANDED", "Pemeriksaan diteruskan"),
                    ("ADDED", "Pegawai menambahkan keterangan"),
                    ("ANSWERED", "Penilai menjawab"),
                    ("HEARD", "Didengar"),
                    ("ASSIGNED", "Pemeriksa ditunjuk"),
                    ("DECIDED", "Diputus"),
                    ("WITHDRAWN", "Ditarik pegawai"),
                ],
                max_length=12,
            ),
        ),
    ])
