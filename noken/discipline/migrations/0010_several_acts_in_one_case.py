"""Findings and breaches join a case before its hearing; the person is asked about each breach."""

from django.db import migrations, models
from django.db.models import Q

from noken.core.migrating import together

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
    ("MOVED", "Waktu pegawai diperpanjang"),
    ("JOINED", "Temuan ditambahkan"),
    ("ACCUSED", "Dugaan lain ditambahkan"),
]


class Migration(migrations.Migration):
    dependencies = [("discipline", "0009_who_examines")]

    operations = together([
        migrations.AlterField("casestep", "kind", models.CharField(max_length=10, choices=KINDS)),
        migrations.AlterField("case", "article", models.CharField(max_length=500)),
        migrations.AlterField("case", "source", models.CharField(max_length=1000)),
        migrations.AddField("case", "asked_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("case", "case_breach_told_before_it_burdens"),
        migrations.RunSQL(
            "update discipline_case set asked_at = opened_at where origin = 'BREACH'",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                name="case_breach_told_before_it_burdens",
                condition=Q(asked_at__isnull=True)
                | Q(told_on__isnull=False, reply_by__isnull=False)
                | Q(status__in=["SUSPECTED", "GUIDANCE_ONLY", "DROPPED"]),
            ),
        ),
    ])
