"""Officials are reminded of notices that nobody has opened, too."""

from django.db import migrations, models

KINDS = [
    ("REPLY", "Memutus keterangan pegawai"),
    ("CASE", "Memanggil dan memeriksa"),
    ("REPORT", "Meninjau laporan kerja"),
    ("PAPER", "Menyerahkan pemberitahuan di kertas"),
    ("SHEET", "Menilai kinerja bawahan"),
]


class Migration(migrations.Migration):
    dependencies = [("oversight", "0002_reminding_of_evaluations")]

    operations = [
        migrations.AlterField("reminder", "kind", models.CharField(max_length=8, choices=KINDS)),
    ]
