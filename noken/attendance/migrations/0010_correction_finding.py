"""A day that is explained in a finding is explained here too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attendance", "0009_counting_starts")]

    operations = [
        migrations.AddField(
            "correction",
            "finding",
            models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AlterField(
            "correction",
            "choice",
            models.CharField(
                choices=[
                    ("FIELD", "Saya di tugas lapangan atau rapat luar"),
                    ("MACHINE", "Sidik jari tidak terbaca mesin"),
                    ("EMERGENCY", "Sakit, keluarga, atau keadaan darurat"),
                    ("MADE_UP", "Memang terlambat, saya mengganti waktunya"),
                    ("FINDING", "Ditimbang di temuan"),
                ],
                max_length=12,
            ),
        ),
    ]
