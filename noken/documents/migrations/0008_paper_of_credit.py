from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_papers_of_discipline'),
    ]

    operations = [
        migrations.AlterField(
            model_name='paper',
            name='kind',
            field=models.CharField(choices=[('PLAN', 'Sasaran Kinerja Pegawai (SKP)'), ('EVALUATION', 'Formulir Evaluasi Kinerja Pegawai'), ('EVALUATION_RECORD', 'Dokumen Evaluasi Kinerja Pegawai'), ('OBJECTION_DECISION', 'Putusan atas keberatan'), ('CREDIT_CONVERSION', 'Konversi predikat kinerja ke angka kredit'), ('DISCIPLINE_ORDER', 'Keputusan pembentukan tim pemeriksa'), ('DISCIPLINE_SUMMONS', 'Surat panggilan'), ('DISCIPLINE_MINUTES', 'Berita acara pemeriksaan'), ('DISCIPLINE_REPORT', 'Laporan hasil pemeriksaan'), ('DISCIPLINE_RELEASE', 'Keputusan pembebasan sementara dari tugas'), ('DISCIPLINE_DECISION', 'Keputusan hukuman disiplin'), ('DISCIPLINE_RECEIPT', 'Tanda terima keputusan')], max_length=20),
        ),
        migrations.AlterField(
            model_name='paperserial',
            name='kind',
            field=models.CharField(choices=[('PLAN', 'Sasaran Kinerja Pegawai (SKP)'), ('EVALUATION', 'Formulir Evaluasi Kinerja Pegawai'), ('EVALUATION_RECORD', 'Dokumen Evaluasi Kinerja Pegawai'), ('OBJECTION_DECISION', 'Putusan atas keberatan'), ('CREDIT_CONVERSION', 'Konversi predikat kinerja ke angka kredit'), ('DISCIPLINE_ORDER', 'Keputusan pembentukan tim pemeriksa'), ('DISCIPLINE_SUMMONS', 'Surat panggilan'), ('DISCIPLINE_MINUTES', 'Berita acara pemeriksaan'), ('DISCIPLINE_REPORT', 'Laporan hasil pemeriksaan'), ('DISCIPLINE_RELEASE', 'Keputusan pembebasan sementara dari tugas'), ('DISCIPLINE_DECISION', 'Keputusan hukuman disiplin'), ('DISCIPLINE_RECEIPT', 'Tanda terima keputusan')], max_length=20),
        ),
        migrations.AlterField(
            model_name='printjob',
            name='kind',
            field=models.CharField(choices=[('PLAN', 'Sasaran Kinerja Pegawai (SKP)'), ('EVALUATION', 'Formulir Evaluasi Kinerja Pegawai'), ('EVALUATION_RECORD', 'Dokumen Evaluasi Kinerja Pegawai'), ('OBJECTION_DECISION', 'Putusan atas keberatan'), ('CREDIT_CONVERSION', 'Konversi predikat kinerja ke angka kredit'), ('DISCIPLINE_ORDER', 'Keputusan pembentukan tim pemeriksa'), ('DISCIPLINE_SUMMONS', 'Surat panggilan'), ('DISCIPLINE_MINUTES', 'Berita acara pemeriksaan'), ('DISCIPLINE_REPORT', 'Laporan hasil pemeriksaan'), ('DISCIPLINE_RELEASE', 'Keputusan pembebasan sementara dari tugas'), ('DISCIPLINE_DECISION', 'Keputusan hukuman disiplin'), ('DISCIPLINE_RECEIPT', 'Tanda terima keputusan')], max_length=20),
        ),
    ]
