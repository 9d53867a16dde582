"""A summons knows the moment it arrived, and why the person could not come."""

from django.db import migrations, models
from django.db.models import F, Q

KINDS = [
    ("OPENED", "Dugaan dicatat"),
    ("TOLD", "Diberitahukan kepada pegawai"),
    ("REPLIED", "Pegawai memberi keterangan"),
    ("TEAM", "Tim pemeriksa dibentuk"),
    ("SUMMONED", "Panggilan dibuat"),
    ("SERVED_ON", "Panggilan diterima pegawai"),
    ("EXCUSED", "Pegawai menyampaikan alasan berhalangan"),
    ("WEIGHED", "Alasan berhalangan tidak diterima"),
    ("RELEASED", "Dibebaskan sementara dari tugas jabatan"),
    ("HEARD", "Diperiksa, berita acara dibuat"),
    ("NO_SHOW", "Tidak hadir setelah dua panggilan"),
    ("REPORTED", "Laporan hasil pemeriksaan disampaikan"),
    ("DRAFTED", "Konsep keputusan disusun"),
    ("RETURNED", "Konsep keputusan dikembalikan"),
    ("DECIDED", "Keputusan ditetapkan"),
    ("CALLED", "Dipanggil menerima keputusan"),
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
    dependencies = [("discipline", "0004_call_to_receive_the_decision")]

    operations = [
        migrations.AlterField("casestep", "kind", models.CharField(max_length=10, choices=KINDS)),
        migrations.AddField("summons", "told_at", models.DateTimeField(null=True)),
        migrations.AddField("summons", "excuse", models.TextField(blank=True)),
        migrations.AddField(
            "summons", "excuse_answer", models.CharField(max_length=500, blank=True)
        ),
        migrations.AddConstraint(
            "summons",
            models.CheckConstraint(
                name="case_missed_only_if_told_before",
                condition=Q(came__isnull=True)
                | Q(came=True)
                | Q(told_at__isnull=True)
                | Q(told_at__lte=F("hear_at")),
            ),
        ),
    ]
