"""Officials are reminded of evaluations too."""

from django.db import migrations, models

KINDS = [
    ("REPLY", "Memutus keterangan pegawai"),
    ("CASE", "Memanggil dan memeriksa"),
    ("REPORT", "Meninjau laporan kerja"),
    ("SHEET", "Menilai kinerja bawahan"),
]


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]

    operations = [
        migrations.AlterField("reminder", "kind", models.CharField(max_length=8, choices=KINDS)),
    ]
