"""Who decides in a discipline case and who prepares it are reminded of that."""

from django.db import migrations, models

KINDS = [
    ("REPLY", "Memutus keterangan pegawai"),
    ("CASE", "Memanggil dan memeriksa"),
    ("DECIDE", "Memutus perkara disiplin"),
    ("KEEP", "Menyiapkan keputusan disiplin"),
    ("REPORT", "Meninjau laporan kerja"),
    ("PAPER", "Menyerahkan pemberitahuan di kertas"),
    ("SHEET", "Menilai kinerja bawahan"),
]


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_reminding_of_paper")]

    operations = [
        migrations.AlterField("reminder", "kind", models.CharField(max_length=8, choices=KINDS)),
    ]
