from django.db import migrations, models


class Migration(migrations.Migration):
    """A step for a result that its rater changed after the objection was filed."""

    dependencies = [("objections", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="step",
            name="kind",
            field=models.CharField(
                choices=[
                    ("FILED", "Keberatan diajukan"),
                    ("RERATED", "Hasil yang dikeberatani diubah penilai"),
                    ("TAKEN", "Diambil untuk diperiksa"),
                    ("HANDED", "Pemeriksaan diteruskan"),
                    ("ADDED", "Pegawai menambahkan keterangan"),
                    ("ANSWERED", "Penilai menjawab"),
                    ("HEARD", "Didengar"),
                    ("ASSIGNED", "Pemeriksa ditunjuk"),
                    ("DECIDED", "Diputus"),
                    ("WITHDRAWN", "Ditarik pegawai"),
                ],
                max_length=12,
            ),
        ),
    ]
