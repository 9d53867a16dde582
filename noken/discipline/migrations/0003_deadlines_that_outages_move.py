"""A step of its own for the days that an outage gives back to the person."""

from django.db import migrations, models

KINDS = [
    ("OPENED", "Dugaan dicatat"),
    ("TOLD", "Diberitahukan kepada pegawai"),
    ("REPLIED", "Pegawai memberi keterangan"),
    ("TEAM", "Tim pemeriksa dibentuk"),
    ("SUMMONED", "Panggilan dibuat"),
    ("SERVED_ON", "Panggilan diterima pegawai"),
    ("RELEASED", "Dibebaskan sementara dari tugas jabatan"),
    ("HEARD", "Diperiksa, berita acara dibuat"),
    ("NO_SHOW", "Tidak hadir setelah dua panggilan"),
    ("REPORTED", "Laporan hasil pemeriksaan disampaikan"),
    ("DRAFTED", "Konsep keputusan disusun"),
    ("RETURNED", "Konsep keputusan dikembalikan"),
    ("DECIDED", "Keputusan ditetapkan"),
    ("DELIVERED", "Keputusan disampaikan"),
    ("APPEALED", "Upaya administratif diajukan"),
    ("ANSWERED", "Tanggapan pejabat dicatat"),
    ("SETTLED", "Upaya administratif diputus"),
    ("IN_FORCE", "Keputusan berlaku"),
    ("SERVED", "Selesai dijalani"),
    ("DROPPED", "Dihentikan"),
    ("GUIDANCE", "Diteruskan ke pembinaan"),
    ("MOVED", "Waktu pegawai diperpanjang karena gangguan"),
]


class Migration(migrations.Migration):
    dependencies = [("discipline", "0002_a_summons_issued_anew")]

    operations = [
        migrations.AlterField("casestep", "kind", models.CharField(max_length=10, choices=KINDS)),
    ]
