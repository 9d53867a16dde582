"""From where a machine last showed its key, and where it was first heard."""

from django.db import migrations, models

KINDS = [
    ("OPERATION", "Tindakan di mesin"),
    ("DOOR", "Kejadian pintu"),
    ("WRONG_KEY", "Kunci komunikasi tidak cocok"),
    ("NO_KEY", "Permintaan tanpa kunci"),
    ("WRONG_NETWORK", "Alamat di luar jaringan yang diizinkan"),
    ("ELSEWHERE", "Menyapa dari alamat lain"),
    ("UNKNOWN_TABLE", "Jenis kiriman yang belum dikenal"),
    ("CLOCK", "Jam mesin menyimpang"),
    ("ZONE", "Zona waktu mesin berbeda"),
    ("DROPPED", "Data biometrik dibuang"),
    ("CUT", "Kiriman terpotong"),
    ("MISSING", "Catatan belum masuk"),
    ("UNSENT", "Catatan yang tidak dikirim mesin"),
    ("OTHER", "Lainnya"),
]
# A machine that showed its key and was heard since is known by the address it was heard from.
_KNOWN = """
update devices_device set key_address = last_address
where key_hash <> '' and key_shown_at is not null
"""


class Migration(migrations.Migration):
    dependencies = [("devices", "0005_alarms_are_seen")]

    operations = [
        migrations.AddField(
            "device", "home", models.CharField(blank=True, default="", max_length=43), False
        ),
        migrations.AddField("device", "key_address", models.GenericIPAddressField(null=True)),
        migrations.AlterField(
            "deviceevent", "kind", models.CharField(choices=KINDS, max_length=16)
        ),
        migrations.RunSQL(_KNOWN, migrations.RunSQL.noop),
    ]
