"""Old lines that come late wait for a keeper, who may take them in."""

from django.db import migrations, models

REASONS = [
    ("NO_PIN", "PIN kosong"),
    ("BAD_PIN", "PIN bukan angka atau huruf"),
    ("NO_TIME", "Tidak ada waktu yang terbaca"),
    ("BAD_TIME", "Tanggal atau jam yang tidak ada"),
    ("FUTURE", "Tanggal di masa depan"),
    ("OLD", "Tanggal lebih dari sepuluh tahun lalu"),
    ("LATE", "Baris lama yang baru dikirim"),
    ("TWIN", "Kembar dengan unggahan lain"),
    ("UNREADABLE", "Tidak terbaca"),
]
ACTS = [("SHIFT", "Digeser"), ("TAKE", "Dihitung"), ("DROP", "Tidak dihitung")]


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0016_held_records"),
        ("devices", "0008_fences"),
    ]

    operations = [
        migrations.AlterField(
            "badline", "reason", models.CharField(choices=REASONS, max_length=12)
        ),
        migrations.AlterField("settlement", "act", models.CharField(choices=ACTS, max_length=8)),
    ]
