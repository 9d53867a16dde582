"""A time is too old by the day it came, no longer by a year."""

from django.db import migrations, models

REASONS = [
    ("NO_PIN", "PIN kosong"),
    ("BAD_PIN", "PIN bukan angka atau huruf"),
    ("NO_TIME", "Tidak ada waktu yang terbaca"),
    ("BAD_TIME", "Tanggal atau jam yang tidak ada"),
    ("FUTURE", "Tanggal di masa depan"),
    ("OLD", "Tanggal lebih dari sepuluh tahun lalu"),
    ("TWIN", "Kembar dengan unggahan lain"),
    ("UNREADABLE", "Tidak terbaca"),
]


class Migration(migrations.Migration):
    dependencies = [("devices", "0002_files")]

    operations = [
        migrations.AlterField(
            model_name="badline",
            name="reason",
            field=models.CharField(choices=REASONS, max_length=12),
        ),
    ]
