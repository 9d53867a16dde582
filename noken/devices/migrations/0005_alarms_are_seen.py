"""Alarms of a machine are told to its keepers and count until somebody has looked."""

from django.db import migrations, models

KINDS = [
    ("OPERATION", "Tindakan di mesin"),
    ("DOOR", "Kejadian pintu"),
    ("WRONG_KEY", "Kunci komunikasi tidak cocok"),
    ("WRONG_NETWORK", "Alamat di luar jaringan yang diizinkan"),
    ("UNKNOWN_TABLE", "Jenis kiriman yang belum dikenal"),
    ("CLOCK", "Jam mesin menyimpang"),
    ("ZONE", "Zona waktu mesin berbeda"),
    ("DROPPED", "Data biometrik dibuang"),
    ("CUT", "Kiriman terpotong"),
    ("MISSING", "Catatan belum masuk"),
    ("UNSENT", "Catatan yang tidak dikirim mesin"),
    ("OTHER", "Lainnya"),
]


class Migration(migrations.Migration):
    dependencies = [("devices", "0004_outages_know_their_site")]

    operations = [
        migrations.AddField("device", "alarms_told_at", models.DateTimeField(null=True)),
        migrations.AddField("device", "alarms_seen_at", models.DateTimeField(null=True)),
        migrations.AddField("device", "alarms_seen_by_id", models.BigIntegerField(null=True)),
        migrations.AlterField(
            "deviceevent", "kind", models.CharField(choices=KINDS, max_length=16)
        ),
        migrations.AddIndex(
            "deviceevent",
            models.Index(
                name="device_event_alarm",
                fields=["device", "at"],
                condition=models.Q(alarm=True),
            ),
        ),
    ]
